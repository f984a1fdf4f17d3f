package session08.benchmarks.queues;

import session08.benchmarks.Mailboxes;
import session08.benchmarks.Measured;
import session08.benchmarks.Program;

import java.util.concurrent.BlockingQueue;

public final class ForkJoinCreate implements Program {

    private record Work(BlockingQueue<Done> from) {}

    private record Done() {}

    private final Mailboxes mailboxes;

    public ForkJoinCreate(Mailboxes mailboxes) {
        this.mailboxes = mailboxes;
    }

    @Override
    public Measured run(int size, int count) throws InterruptedException {
        BlockingQueue<Done> main = mailboxes.create();
        long start = System.nanoTime();
        for (int i = 0; i < size; i++) {
            BlockingQueue<Work> worker = mailboxes.create();
            Threads.start(() -> worker.take().from().add(new Done()));
            worker.add(new Work(main));
        }
        int done = 0;
        while (done < size) {
            main.take();
            done++;
        }
        return Measured.since(start, size, done);
    }
}
