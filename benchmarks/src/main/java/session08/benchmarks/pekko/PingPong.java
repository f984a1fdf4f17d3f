package session08.benchmarks.pekko;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

import session08.benchmarks.Measured;
import session08.benchmarks.Program;

import java.util.concurrent.CompletableFuture;

public final class PingPong implements Program {

    private sealed interface Message {}

    private record Ping(ActorRef<Pong> from) implements Message {}

    private record Stop() implements Message {}

    private record Pong() {}

    private final ActorSystem<?> system;

    public PingPong(ActorSystem<?> system) {
        this.system = system;
    }

    @Override
    public Measured run(int size, int count) {
        var done = new CompletableFuture<Integer>();
        long start = System.nanoTime();
        ActorRef<Message> ponging = Actors.start(system, ponging());
        Actors.start(
                system,
                Behaviors.<Pong>setup(
                        context -> {
                            ponging.tell(new Ping(context.getSelf()));
                            return pinging(ponging, 0, count, done);
                        }));
        int pongs = done.join();
        return Measured.since(start, 2L * count, pongs);
    }

    private static Behavior<Message> ponging() {
        return Behaviors.receiveMessage(
                message ->
                        switch (message) {
                            case Ping(var from) -> {
                                from.tell(new Pong());
                                yield Behaviors.same();
                            }
                            case Stop() -> Behaviors.stopped();
                        });
    }

    private static Behavior<Pong> pinging(
            ActorRef<Message> ponging, int pongs, int count, CompletableFuture<Integer> done) {
        return Behaviors.receive(
                (context, pong) -> {
                    if (pongs + 1 == count) {
                        ponging.tell(new Stop());
                        done.complete(pongs + 1);
                        return Behaviors.stopped();
                    }
                    ponging.tell(new Ping(context.getSelf()));
                    return pinging(ponging, pongs + 1, count, done);
                });
    }
}
