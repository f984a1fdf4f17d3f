package session08.benchmarks.queues;

import session08.benchmarks.Mailboxes;
import session08.benchmarks.Measured;
import session08.benchmarks.Program;

import java.util.concurrent.BlockingQueue;

public final class FanIn implements Program {

    private record Item(int number) {}

    private final Mailboxes mailboxes;

    public FanIn(Mailboxes mailboxes) {
        this.mailboxes = mailboxes;
    }

    @Override
    public Measured run(int size, int count) throws InterruptedException {
        BlockingQueue<Integer> main = mailboxes.create();
        int each = count / size;
        int all = each * size;
        long start = System.nanoTime();
        BlockingQueue<Item> receiver = mailboxes.create();
        Threads.start(() -> main.add(receive(receiver, all)));
        for (int sender = 0; sender < size; sender++) {
            Threads.start(
                    () -> {
                        for (int number = 0; number < each; number++) {
                            receiver.add(new Item(number));
                        }
                    });
        }
        int items = main.take();
        return Measured.since(start, all, items);
    }

    private static int receive(BlockingQueue<Item> mailbox, int all) throws InterruptedException {
        int items = 0;
        while (items < all) {
            mailbox.take();
            items++;
        }
        return items;
    }
}
