package session08.benchmarks.queues;

import session08.benchmarks.Mailboxes;
import session08.benchmarks.Measured;
import session08.benchmarks.Program;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;

public final class Big implements Program {

    private sealed interface Message {}

    private record Ping(BlockingQueue<Message> from) implements Message {}

    private record Pong() implements Message {}

    private record Stop() implements Message {}

    private final Mailboxes mailboxes;

    public Big(Mailboxes mailboxes) {
        this.mailboxes = mailboxes;
    }

    @Override
    public Measured run(int size, int count) throws InterruptedException {
        BlockingQueue<Integer> main = mailboxes.create();
        long start = System.nanoTime();
        var workers = new ArrayList<BlockingQueue<Message>>();
        for (int i = 0; i < size; i++) {
            workers.add(mailboxes.create());
        }
        for (int i = 0; i < size; i++) {
            BlockingQueue<Message> mailbox = workers.get(i);
            var random = new Random(i);
            Threads.start(() -> worker(mailbox, workers, random, count, main));
        }
        long pongs = 0;
        for (int i = 0; i < size; i++) {
            pongs += main.take();
        }
        Measured measured = Measured.since(start, 2L * size * count, pongs);
        workers.forEach(worker -> worker.add(new Stop()));
        return measured;
    }

    private static void worker(
            BlockingQueue<Message> mailbox,
            List<BlockingQueue<Message>> all,
            Random random,
            int count,
            BlockingQueue<Integer> main)
            throws InterruptedException {
        int pongs = 0;
        all.get(random.nextInt(all.size())).add(new Ping(mailbox));
        while (true) {
            switch (mailbox.take()) {
                case Ping(var from) -> from.add(new Pong());
                case Pong() -> {
                    pongs++;
                    if (pongs == count) {
                        main.add(pongs);
                    } else {
                        all.get(random.nextInt(all.size())).add(new Ping(mailbox));
                    }
                }
                case Stop() -> {
                    return;
                }
            }
        }
    }
}
