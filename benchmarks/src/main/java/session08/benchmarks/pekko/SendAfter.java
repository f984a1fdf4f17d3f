package session08.benchmarks.pekko;

import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

import session08.benchmarks.Measured;
import session08.benchmarks.Program;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

public final class SendAfter implements Program {

    private record Tick(int number) {}

    private final ActorSystem<?> system;

    public SendAfter(ActorSystem<?> system) {
        this.system = system;
    }

    @Override
    public Measured run(int size, int count) {
        var all = new CompletableFuture<Integer>();
        Duration time = Duration.ofMillis(count);
        long start = System.nanoTime();
        Actors.start(
                system,
                Behaviors.<Tick>setup(
                        context -> {
                            for (int number = 0; number < size; number++) {
                                context.scheduleOnce(time, context.getSelf(), new Tick(number));
                            }
                            return ticks(1, size, all);
                        }));
        int ticks = all.join();
        return Measured.since(start + time.toNanos(), size, ticks);
    }

    private static Behavior<Tick> ticks(int ticks, int size, CompletableFuture<Integer> all) {
        return Behaviors.receiveMessage(
                _ -> {
                    if (ticks == size) {
                        all.complete(ticks);
                        return Behaviors.stopped();
                    }
                    return ticks(ticks + 1, size, all);
                });
    }
}
