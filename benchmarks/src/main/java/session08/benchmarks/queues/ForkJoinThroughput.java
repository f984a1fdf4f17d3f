package session08.benchmarks.queues;

import session08.benchmarks.Mailboxes;
import session08.benchmarks.Measured;
import session08.benchmarks.Program;

import java.util.ArrayList;
import java.util.concurrent.BlockingQueue;

public final class ForkJoinThroughput implements Program {

    private record Work() {}

    private final Mailboxes mailboxes;

    public ForkJoinThroughput(Mailboxes mailboxes) {
        this.mailboxes = mailboxes;
    }

    @Override
    public Measured run(int size, int count) throws InterruptedException {
        BlockingQueue<Integer> main = mailboxes.create();
        long start = System.nanoTime();
        var workers = new ArrayList<BlockingQueue<Work>>();
        for (int i = 0; i < size; i++) {
            BlockingQueue<Work> worker = mailboxes.create();
            workers.add(worker);
            Threads.start(() -> main.add(work(worker, count)));
        }
        for (int i = 0; i < count; i++) {
            workers.forEach(worker -> worker.add(new Work()));
        }
        long works = 0;
        for (int i = 0; i < size; i++) {
            works += main.take();
        }
        return Measured.since(start, (long) size * count, works);
    }

    private static int work(BlockingQueue<Work> mailbox, int count) throws InterruptedException {
        int works = 0;
        while (works < count) {
            mailbox.take();
            works++;
        }
        return works;
    }
}
