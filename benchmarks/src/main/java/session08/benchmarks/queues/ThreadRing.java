package session08.benchmarks.queues;

import session08.benchmarks.Mailboxes;
import session08.benchmarks.Measured;
import session08.benchmarks.Program;

import java.util.ArrayList;
import java.util.concurrent.BlockingQueue;

public final class ThreadRing implements Program {

    private sealed interface Message {}

    private record Token(int hopsLeft) implements Message {}

    private record Stop() implements Message {}

    private final Mailboxes mailboxes;

    public ThreadRing(Mailboxes mailboxes) {
        this.mailboxes = mailboxes;
    }

    @Override
    public Measured run(int size, int count) throws InterruptedException {
        BlockingQueue<Integer> main = mailboxes.create();
        var ring = new ArrayList<BlockingQueue<Message>>();
        for (int position = 0; position < size; position++) {
            ring.add(mailboxes.create());
        }
        for (int position = 0; position < size; position++) {
            int here = position;
            Threads.start(() -> member(here, ring.get(here), ring.get((here + 1) % size), main));
        }
        long start = System.nanoTime();
        ring.getFirst().add(new Token(count));
        int last = main.take();
        Measured measured = Measured.since(start, count, last);
        ring.getFirst().add(new Stop());
        return measured;
    }

    private static void member(
            int position,
            BlockingQueue<Message> mailbox,
            BlockingQueue<Message> next,
            BlockingQueue<Integer> main)
            throws InterruptedException {
        while (mailbox.take() instanceof Token(int hopsLeft)) {
            if (hopsLeft == 0) {
                main.add(position);
            } else {
                next.add(new Token(hopsLeft - 1));
            }
        }
        next.add(new Stop());
    }
}
