package session08.benchmarks.queues;

import session08.benchmarks.Mailboxes;
import session08.benchmarks.Measured;
import session08.benchmarks.Program;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

public final class AfterAtOnce implements Program {

    private record Item(int number) {}

    private final Mailboxes mailboxes;

    public AfterAtOnce(Mailboxes mailboxes) {
        this.mailboxes = mailboxes;
    }

    @Override
    public Measured run(int size, int count) throws InterruptedException {
        BlockingQueue<Item> mailbox = mailboxes.create();
        int received = 0;
        long start = System.nanoTime();
        for (int number = 0; number < count; number++) {
            mailbox.add(new Item(number));
            if (mailbox.poll(1, TimeUnit.SECONDS) != null) {
                received++;
            }
        }
        return Measured.since(start, count, received);
    }
}
