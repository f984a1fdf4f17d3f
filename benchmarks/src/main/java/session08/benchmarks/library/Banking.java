package session08.benchmarks.library;

import static session08.process.Processes.call;
import static session08.process.Processes.receive;
import static session08.process.Processes.self;
import static session08.process.Processes.spawn;
import static session08.process.Processes.stop;

import session08.benchmarks.Measured;
import session08.benchmarks.Program;
import session08.benchmarks.Transfer;
import session08.process.Answered;
import session08.process.NoProcess;
import session08.process.Pid;
import session08.process.Reply;
import session08.process.TailCall;
import session08.process.TimedOut;

import java.util.ArrayList;

/** A teller has money moved from one account to another, which are asked in turn. */
public final class Banking implements Program {

    private sealed interface Message {}

    private record Move(int amount, Pid<Message> to, Pid<? super Moved> from) implements Message {}

    private record Deposit(int amount, Pid<? super Deposited> from) implements Message {}

    private record Close(Pid<? super Statement> from) implements Message {}

    private record Moved() {}

    private record Deposited() {}

    private record Statement(int balance, int bookings) {}

    @Override
    public Measured run(int size, int count) {
        Pid<Object> teller = self();
        var accounts = new ArrayList<Pid<Message>>();
        for (int i = 0; i < size; i++) {
            accounts.add(spawn(() -> account(0, 0)));
        }
        var transfers = Transfer.some(size, count);
        long start = System.nanoTime();
        for (Transfer transfer : transfers) {
            Pid<Message> to = accounts.get(transfer.to());
            accounts.get(transfer.from()).send(new Move(transfer.amount(), to, teller));
        }
        for (int i = 0; i < count; i++) {
            receive(Moved.class);
        }
        long nanos = System.nanoTime() - start;
        accounts.forEach(account -> account.send(new Close(teller)));
        long bookings = 0;
        long money = 0;
        for (int i = 0; i < size; i++) {
            Statement statement = receive(Statement.class);
            bookings += statement.bookings();
            money += statement.balance();
        }
        return new Measured(nanos, count, bookings + money, 0);
    }

    private static TailCall<Message> account(int balance, int bookings) {
        return switch (receive(Message.class)) {
            case Move(int amount, var to, var teller) -> {
                Reply<Deposited> reply = call(to, from -> new Deposit(amount, from));
                yield switch (reply) {
                    case Answered(Deposited()) -> {
                        teller.send(new Moved());
                        yield () -> account(balance - amount, bookings + 1);
                    }
                    case TimedOut(), NoProcess() -> () -> account(balance, bookings);
                };
            }
            case Deposit(int amount, var from) -> {
                from.send(new Deposited());
                yield () -> account(balance + amount, bookings + 1);
            }
            case Close(var from) -> {
                from.send(new Statement(balance, bookings));
                yield stop();
            }
        };
    }
}
