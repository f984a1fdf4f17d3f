package session08.benchmarks.queues;

import session08.benchmarks.Mailboxes;
import session08.benchmarks.Measured;
import session08.benchmarks.Memory;
import session08.benchmarks.Program;

import java.util.ArrayList;
import java.util.concurrent.BlockingQueue;

public final class Idle implements Program {

    private record Stop() {}

    private enum News {
        READY,
        ENDED
    }

    private final Mailboxes mailboxes;

    public Idle(Mailboxes mailboxes) {
        this.mailboxes = mailboxes;
    }

    @Override
    public Measured run(int size, int count) throws InterruptedException {
        BlockingQueue<News> main = mailboxes.create();
        Memory before = Memory.now();
        var processes = new ArrayList<BlockingQueue<Stop>>(size);
        for (int i = 0; i < size; i++) {
            BlockingQueue<Stop> mailbox = mailboxes.create();
            processes.add(mailbox);
            Threads.start(
                    () -> {
                        main.add(News.READY);
                        mailbox.take();
                        main.add(News.ENDED);
                    });
        }
        for (int i = 0; i < size; i++) {
            main.take();
        }
        Memory after = Memory.now();
        processes.forEach(process -> process.add(new Stop()));
        int ended = 0;
        while (ended < size) {
            if (main.take() == News.ENDED) {
                ended++;
            }
        }
        return after.since(before, size, ended);
    }
}
