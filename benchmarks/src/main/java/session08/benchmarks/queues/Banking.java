package session08.benchmarks.queues;

import session08.benchmarks.Mailboxes;
import session08.benchmarks.Measured;
import session08.benchmarks.Program;
import session08.benchmarks.Transfer;

import java.util.ArrayList;
import java.util.concurrent.BlockingQueue;

/** An account has a second queue, for answers: nothing else could tell them from other messages. */
public final class Banking implements Program {

    private sealed interface Message {}

    private record Move(int amount, BlockingQueue<Message> to, BlockingQueue<Moved> from)
            implements Message {}

    private record Deposit(int amount, BlockingQueue<Deposited> from) implements Message {}

    private record Close(BlockingQueue<Statement> from) implements Message {}

    private record Moved() {}

    private record Deposited() {}

    private record Statement(int balance, int bookings) {}

    private final Mailboxes mailboxes;

    public Banking(Mailboxes mailboxes) {
        this.mailboxes = mailboxes;
    }

    @Override
    public Measured run(int size, int count) throws InterruptedException {
        BlockingQueue<Moved> teller = mailboxes.create();
        BlockingQueue<Statement> statements = mailboxes.create();
        var accounts = new ArrayList<BlockingQueue<Message>>();
        for (int i = 0; i < size; i++) {
            BlockingQueue<Message> mailbox = mailboxes.create();
            accounts.add(mailbox);
            Threads.start(() -> account(mailbox));
        }
        var transfers = Transfer.some(size, count);
        long start = System.nanoTime();
        for (Transfer transfer : transfers) {
            BlockingQueue<Message> to = accounts.get(transfer.to());
            accounts.get(transfer.from()).add(new Move(transfer.amount(), to, teller));
        }
        for (int i = 0; i < count; i++) {
            teller.take();
        }
        long nanos = System.nanoTime() - start;
        accounts.forEach(account -> account.add(new Close(statements)));
        long bookings = 0;
        long money = 0;
        for (int i = 0; i < size; i++) {
            Statement statement = statements.take();
            bookings += statement.bookings();
            money += statement.balance();
        }
        return new Measured(nanos, count, bookings + money, 0);
    }

    private void account(BlockingQueue<Message> mailbox) throws InterruptedException {
        BlockingQueue<Deposited> answers = mailboxes.create();
        int balance = 0;
        int bookings = 0;
        while (true) {
            switch (mailbox.take()) {
                case Move(int amount, var to, var teller) -> {
                    to.add(new Deposit(amount, answers));
                    answers.take();
                    balance -= amount;
                    bookings++;
                    teller.add(new Moved());
                }
                case Deposit(int amount, var from) -> {
                    balance += amount;
                    bookings++;
                    from.add(new Deposited());
                }
                case Close(var from) -> {
                    from.add(new Statement(balance, bookings));
                    return;
                }
            }
        }
    }
}
