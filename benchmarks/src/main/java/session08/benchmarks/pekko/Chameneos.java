package session08.benchmarks.pekko;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

import session08.benchmarks.Colour;
import session08.benchmarks.Measured;
import session08.benchmarks.Program;

import java.util.concurrent.CompletableFuture;

public final class Chameneos implements Program {

    private record Meet(ActorRef<News> creature, Colour colour) {}

    private sealed interface News {}

    private record Met(Colour other) implements News {}

    private record Closed() implements News {}

    private record Done(int meetings) {}

    private final ActorSystem<?> system;

    public Chameneos(ActorSystem<?> system) {
        this.system = system;
    }

    @Override
    public Measured run(int size, int count) {
        var all = new CompletableFuture<Long>();
        long start = System.nanoTime();
        Actors.start(
                system,
                Behaviors.<Done>setup(
                        context -> {
                            ActorRef<Meet> mall = context.spawnAnonymous(open(count, size));
                            for (int i = 0; i < size; i++) {
                                context.spawnAnonymous(
                                        creature(mall, Colour.of(i), context.getSelf()));
                            }
                            return join(size, 0, all);
                        }));
        long meetings = all.join();
        return Measured.since(start, count, meetings);
    }

    private static Behavior<Done> join(int left, long meetings, CompletableFuture<Long> all) {
        return Behaviors.receiveMessage(
                done -> {
                    if (left == 1) {
                        all.complete(meetings + done.meetings());
                        return Behaviors.stopped();
                    }
                    return join(left - 1, meetings + done.meetings(), all);
                });
    }

    private static Behavior<Meet> open(int meetingsLeft, int creatures) {
        return meetingsLeft == 0
                ? closed(creatures)
                : Behaviors.receiveMessage(one -> oneWaits(one, meetingsLeft, creatures));
    }

    private static Behavior<Meet> oneWaits(Meet one, int meetingsLeft, int creatures) {
        return Behaviors.receiveMessage(
                other -> {
                    one.creature().tell(new Met(other.colour()));
                    other.creature().tell(new Met(one.colour()));
                    return open(meetingsLeft - 1, creatures);
                });
    }

    private static Behavior<Meet> closed(int creatures) {
        return Behaviors.receiveMessage(
                meet -> {
                    meet.creature().tell(new Closed());
                    return creatures == 1 ? Behaviors.stopped() : closed(creatures - 1);
                });
    }

    private static Behavior<News> creature(
            ActorRef<Meet> mall, Colour colour, ActorRef<Done> main) {
        return Behaviors.setup(
                context -> {
                    mall.tell(new Meet(context.getSelf(), colour));
                    return waits(mall, colour, 0, main);
                });
    }

    private static Behavior<News> waits(
            ActorRef<Meet> mall, Colour colour, int meetings, ActorRef<Done> main) {
        return Behaviors.receive(
                (context, news) ->
                        switch (news) {
                            case Met(var other) -> {
                                Colour next = colour.complement(other);
                                mall.tell(new Meet(context.getSelf(), next));
                                yield waits(mall, next, meetings + 1, main);
                            }
                            case Closed() -> {
                                main.tell(new Done(meetings));
                                yield Behaviors.stopped();
                            }
                        });
    }
}
