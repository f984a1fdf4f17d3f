package session08.benchmarks.queues;

import session08.benchmarks.Mailboxes;
import session08.benchmarks.Measured;
import session08.benchmarks.Program;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

public final class TimedOutCalls implements Program {

    private sealed interface Message {}

    private record Ask(BlockingQueue<Answer> from) implements Message {}

    private record Stop(BlockingQueue<Integer> from) implements Message {}

    private record Answer() {}

    private final Mailboxes mailboxes;

    public TimedOutCalls(Mailboxes mailboxes) {
        this.mailboxes = mailboxes;
    }

    @Override
    public Measured run(int size, int count) throws InterruptedException {
        BlockingQueue<Message> silent = mailboxes.create();
        Threads.start(() -> silent(silent));
        int timedOut = 0;
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            BlockingQueue<Answer> answer = mailboxes.create();
            silent.add(new Ask(answer));
            if (answer.poll(0, TimeUnit.NANOSECONDS) == null) {
                timedOut++;
            }
        }
        BlockingQueue<Integer> main = mailboxes.create();
        silent.add(new Stop(main));
        int asked = main.take();
        return Measured.since(start, count, asked == count ? timedOut : -1);
    }

    private static void silent(BlockingQueue<Message> mailbox) throws InterruptedException {
        int asked = 0;
        while (true) {
            switch (mailbox.take()) {
                case Ask(_) -> asked++;
                case Stop(var from) -> {
                    from.add(asked);
                    return;
                }
            }
        }
    }
}
