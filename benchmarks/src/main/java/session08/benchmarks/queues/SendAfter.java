package session08.benchmarks.queues;

import session08.benchmarks.Mailboxes;
import session08.benchmarks.Measured;
import session08.benchmarks.Program;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

public final class SendAfter implements Program {

    private record Tick(int number) {}

    private final Mailboxes mailboxes;

    public SendAfter(Mailboxes mailboxes) {
        this.mailboxes = mailboxes;
    }

    @Override
    public Measured run(int size, int count) throws InterruptedException {
        BlockingQueue<Tick> main = mailboxes.create();
        try (var timers = Executors.newSingleThreadScheduledExecutor()) {
            long start = System.nanoTime();
            for (int i = 0; i < size; i++) {
                var tick = new Tick(i);
                timers.schedule(() -> main.add(tick), count, TimeUnit.MILLISECONDS);
            }
            int ticks = 0;
            while (ticks < size) {
                main.take();
                ticks++;
            }
            return Measured.since(start + TimeUnit.MILLISECONDS.toNanos(count), size, ticks);
        }
    }
}
