package session08.benchmarks.queues;

import session08.benchmarks.Mailboxes;
import session08.benchmarks.Measured;
import session08.benchmarks.Program;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

public final class ReceiveTimeouts implements Program {

    private record Never() {}

    private record Woken() {}

    private final Mailboxes mailboxes;

    public ReceiveTimeouts(Mailboxes mailboxes) {
        this.mailboxes = mailboxes;
    }

    @Override
    public Measured run(int size, int count) throws InterruptedException {
        BlockingQueue<Woken> main = mailboxes.create();
        long start = System.nanoTime();
        for (int i = 0; i < size; i++) {
            BlockingQueue<Never> mailbox = mailboxes.create();
            Threads.start(
                    () -> {
                        if (mailbox.poll(count, TimeUnit.MILLISECONDS) == null) {
                            main.add(new Woken());
                        }
                    });
        }
        int woken = 0;
        while (woken < size) {
            main.take();
            woken++;
        }
        return Measured.since(start + TimeUnit.MILLISECONDS.toNanos(count), size, woken);
    }
}
