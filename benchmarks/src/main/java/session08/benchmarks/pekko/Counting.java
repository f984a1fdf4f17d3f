package session08.benchmarks.pekko;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

import session08.benchmarks.Measured;
import session08.benchmarks.Program;

import java.util.concurrent.CompletableFuture;

public final class Counting implements Program {

    private sealed interface Message {}

    private record Increment() implements Message {}

    private record Get(ActorRef<Count> from) implements Message {}

    private record Count(int value) {}

    private final ActorSystem<?> system;

    public Counting(ActorSystem<?> system) {
        this.system = system;
    }

    @Override
    public Measured run(int size, int count) {
        var done = new CompletableFuture<Integer>();
        long start = System.nanoTime();
        ActorRef<Message> counter = Actors.start(system, counter(0));
        Actors.start(
                system,
                Behaviors.<Count>setup(
                        context -> {
                            for (int i = 0; i < count; i++) {
                                counter.tell(new Increment());
                            }
                            counter.tell(new Get(context.getSelf()));
                            return Behaviors.receiveMessage(
                                    answer -> {
                                        done.complete(answer.value());
                                        return Behaviors.stopped();
                                    });
                        }));
        int counted = done.join();
        return Measured.since(start, count, counted);
    }

    private static Behavior<Message> counter(int value) {
        return Behaviors.receiveMessage(
                message ->
                        switch (message) {
                            case Increment() -> counter(value + 1);
                            case Get(var from) -> {
                                from.tell(new Count(value));
                                yield Behaviors.stopped();
                            }
                        });
    }
}
