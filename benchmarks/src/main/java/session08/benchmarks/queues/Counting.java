package session08.benchmarks.queues;

import session08.benchmarks.Mailboxes;
import session08.benchmarks.Measured;
import session08.benchmarks.Program;

import java.util.concurrent.BlockingQueue;

public final class Counting implements Program {

    private sealed interface Message {}

    private record Increment() implements Message {}

    private record Get(BlockingQueue<Integer> from) implements Message {}

    private final Mailboxes mailboxes;

    public Counting(Mailboxes mailboxes) {
        this.mailboxes = mailboxes;
    }

    @Override
    public Measured run(int size, int count) throws InterruptedException {
        BlockingQueue<Integer> main = mailboxes.create();
        long start = System.nanoTime();
        BlockingQueue<Message> counter = mailboxes.create();
        Threads.start(() -> count(counter));
        Threads.start(
                () -> {
                    for (int i = 0; i < count; i++) {
                        counter.add(new Increment());
                    }
                    counter.add(new Get(main));
                });
        int counted = main.take();
        return Measured.since(start, count, counted);
    }

    private static void count(BlockingQueue<Message> mailbox) throws InterruptedException {
        int value = 0;
        while (true) {
            switch (mailbox.take()) {
                case Increment() -> value++;
                case Get(var from) -> {
                    from.add(value);
                    return;
                }
            }
        }
    }
}
