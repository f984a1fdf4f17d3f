package session08.benchmarks.queues;

import session08.benchmarks.Mailboxes;
import session08.benchmarks.Measured;
import session08.benchmarks.Program;

import java.util.concurrent.BlockingQueue;

public final class PingPong implements Program {

    private sealed interface Message {}

    private record Ping(BlockingQueue<Pong> from) implements Message {}

    private record Stop() implements Message {}

    private record Pong() {}

    private final Mailboxes mailboxes;

    public PingPong(Mailboxes mailboxes) {
        this.mailboxes = mailboxes;
    }

    @Override
    public Measured run(int size, int count) throws InterruptedException {
        BlockingQueue<Integer> main = mailboxes.create();
        long start = System.nanoTime();
        BlockingQueue<Message> ponging = mailboxes.create();
        Threads.start(() -> ponging(ponging));
        Threads.start(() -> main.add(pinging(ponging, count)));
        int pongs = main.take();
        return Measured.since(start, 2L * count, pongs);
    }

    private static void ponging(BlockingQueue<Message> mailbox) throws InterruptedException {
        while (mailbox.take() instanceof Ping(var from)) {
            from.add(new Pong());
        }
    }

    private int pinging(BlockingQueue<Message> ponging, int count) throws InterruptedException {
        BlockingQueue<Pong> mailbox = mailboxes.create();
        int pongs = 0;
        while (pongs < count) {
            ponging.add(new Ping(mailbox));
            mailbox.take();
            pongs++;
        }
        ponging.add(new Stop());
        return pongs;
    }
}
