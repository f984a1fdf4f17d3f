package session08.benchmarks.queues;

import session08.benchmarks.Colour;
import session08.benchmarks.Mailboxes;
import session08.benchmarks.Measured;
import session08.benchmarks.Program;

import java.util.concurrent.BlockingQueue;

public final class Chameneos implements Program {

    private record Meet(BlockingQueue<News> creature, Colour colour) {}

    private sealed interface News {}

    private record Met(Colour other) implements News {}

    private record Closed() implements News {}

    private final Mailboxes mailboxes;

    public Chameneos(Mailboxes mailboxes) {
        this.mailboxes = mailboxes;
    }

    @Override
    public Measured run(int size, int count) throws InterruptedException {
        BlockingQueue<Integer> main = mailboxes.create();
        long start = System.nanoTime();
        BlockingQueue<Meet> mall = mailboxes.create();
        Threads.start(() -> mall(mall, count, size));
        for (int i = 0; i < size; i++) {
            Colour colour = Colour.of(i);
            Threads.start(() -> main.add(creature(mall, colour)));
        }
        long meetings = 0;
        for (int i = 0; i < size; i++) {
            meetings += main.take();
        }
        return Measured.since(start, count, meetings);
    }

    private static void mall(BlockingQueue<Meet> mailbox, int meetings, int creatures)
            throws InterruptedException {
        for (int i = 0; i < meetings; i++) {
            Meet one = mailbox.take();
            Meet other = mailbox.take();
            one.creature().add(new Met(other.colour()));
            other.creature().add(new Met(one.colour()));
        }
        for (int i = 0; i < creatures; i++) {
            mailbox.take().creature().add(new Closed());
        }
    }

    private int creature(BlockingQueue<Meet> mall, Colour first) throws InterruptedException {
        BlockingQueue<News> mailbox = mailboxes.create();
        Colour colour = first;
        int meetings = 0;
        mall.add(new Meet(mailbox, colour));
        while (mailbox.take() instanceof Met(var other)) {
            colour = colour.complement(other);
            meetings++;
            mall.add(new Meet(mailbox, colour));
        }
        return meetings;
    }
}
