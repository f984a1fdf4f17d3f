package session08.benchmarks.queues;

import session08.benchmarks.Mailboxes;
import session08.benchmarks.Measured;
import session08.benchmarks.Program;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** Each call has a queue of its own for the answer, so that a late one is not that of another. */
public final class Call implements Program {

    private sealed interface Message {}

    private record Ask(BlockingQueue<Answer> from) implements Message {}

    private record Stop() implements Message {}

    private record Answer() {}

    private record Normal(int number) {}

    private final Mailboxes mailboxes;

    public Call(Mailboxes mailboxes) {
        this.mailboxes = mailboxes;
    }

    @Override
    public Measured run(int size, int count) throws InterruptedException {
        BlockingQueue<Normal> mailbox = mailboxes.create();
        for (int number = 0; number < size; number++) {
            mailbox.add(new Normal(number));
        }
        BlockingQueue<Message> server = mailboxes.create();
        Threads.start(() -> server(server));
        int answers = 0;
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            BlockingQueue<Answer> answer = mailboxes.create();
            server.add(new Ask(answer));
            if (answer.poll(5, TimeUnit.SECONDS) != null) {
                answers++;
            }
        }
        Measured measured = Measured.since(start, count, answers);
        server.add(new Stop());
        return mailbox.size() == size ? measured : Measured.since(start, count, -1);
    }

    private static void server(BlockingQueue<Message> mailbox) throws InterruptedException {
        while (mailbox.take() instanceof Ask(var from)) {
            from.add(new Answer());
        }
    }
}
