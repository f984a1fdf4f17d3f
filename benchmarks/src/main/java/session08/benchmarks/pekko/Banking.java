package session08.benchmarks.pekko;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.StashBuffer;

import session08.benchmarks.Measured;
import session08.benchmarks.Program;
import session08.benchmarks.Transfer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** An account that waits for another stashes what comes meanwhile. */
public final class Banking implements Program {

    private sealed interface Message {}

    private record Move(int amount, ActorRef<Message> to, ActorRef<News> from) implements Message {}

    private record Deposit(int amount, ActorRef<Message> from) implements Message {}

    private record Deposited() implements Message {}

    private record Close(ActorRef<News> from) implements Message {}

    private sealed interface News {}

    private record Begin() implements News {}

    private record Moved() implements News {}

    private record Statement(int balance, int bookings) implements News {}

    private record Outcome(long nanos, long sum) {}

    private final ActorSystem<?> system;

    public Banking(ActorSystem<?> system) {
        this.system = system;
    }

    @Override
    public Measured run(int size, int count) {
        var outcome = new CompletableFuture<Outcome>();
        var transfers = Transfer.some(size, count);
        Actors.start(
                system,
                Behaviors.<News>setup(
                        context -> {
                            var accounts = new ArrayList<ActorRef<Message>>();
                            for (int i = 0; i < size; i++) {
                                accounts.add(context.spawnAnonymous(account(count + 1)));
                            }
                            context.getSelf().tell(new Begin());
                            return teller(accounts, transfers, outcome);
                        }));
        Outcome all = outcome.join();
        return new Measured(all.nanos(), count, all.sum(), 0);
    }

    private static Behavior<News> teller(
            List<ActorRef<Message>> accounts,
            List<Transfer> transfers,
            CompletableFuture<Outcome> outcome) {
        return Behaviors.receive(
                (context, begin) -> {
                    long start = System.nanoTime();
                    for (Transfer transfer : transfers) {
                        ActorRef<Message> to = accounts.get(transfer.to());
                        accounts.get(transfer.from())
                                .tell(new Move(transfer.amount(), to, context.getSelf()));
                    }
                    return moving(accounts, transfers.size(), start, outcome);
                });
    }

    private static Behavior<News> moving(
            List<ActorRef<Message>> accounts,
            int left,
            long start,
            CompletableFuture<Outcome> outcome) {
        return Behaviors.receive(
                (context, moved) -> {
                    if (left > 1) {
                        return moving(accounts, left - 1, start, outcome);
                    }
                    long nanos = System.nanoTime() - start;
                    accounts.forEach(account -> account.tell(new Close(context.getSelf())));
                    return closing(accounts.size(), 0, nanos, outcome);
                });
    }

    private static Behavior<News> closing(
            int left, long sum, long nanos, CompletableFuture<Outcome> outcome) {
        return Behaviors.receiveMessage(
                news -> {
                    var statement = (Statement) news;
                    long now = sum + statement.balance() + statement.bookings();
                    if (left == 1) {
                        outcome.complete(new Outcome(nanos, now));
                        return Behaviors.stopped();
                    }
                    return closing(left - 1, now, nanos, outcome);
                });
    }

    private static Behavior<Message> account(int most) {
        return Behaviors.withStash(most, stash -> account(stash, 0, 0));
    }

    private static Behavior<Message> account(
            StashBuffer<Message> stash, int balance, int bookings) {
        return Behaviors.receive(
                (context, message) ->
                        switch (message) {
                            case Move move -> {
                                move.to().tell(new Deposit(move.amount(), context.getSelf()));
                                yield waits(stash, move, balance, bookings);
                            }
                            case Deposit(int amount, var from) -> {
                                from.tell(new Deposited());
                                yield account(stash, balance + amount, bookings + 1);
                            }
                            case Deposited() -> Behaviors.unhandled();
                            case Close(var from) -> {
                                from.tell(new Statement(balance, bookings));
                                yield Behaviors.stopped();
                            }
                        });
    }

    private static Behavior<Message> waits(
            StashBuffer<Message> stash, Move move, int balance, int bookings) {
        return Behaviors.receiveMessage(
                message -> {
                    if (message instanceof Deposited) {
                        move.from().tell(new Moved());
                        return stash.unstashAll(
                                account(stash, balance - move.amount(), bookings + 1));
                    }
                    stash.stash(message);
                    return Behaviors.same();
                });
    }
}
