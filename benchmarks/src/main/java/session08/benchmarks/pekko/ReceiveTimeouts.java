package session08.benchmarks.pekko;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

import session08.benchmarks.Measured;
import session08.benchmarks.Program;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

public final class ReceiveTimeouts implements Program {

    private record TimedOut() {}

    private record Woken() {}

    private final ActorSystem<?> system;

    public ReceiveTimeouts(ActorSystem<?> system) {
        this.system = system;
    }

    @Override
    public Measured run(int size, int count) {
        var all = new CompletableFuture<Integer>();
        Duration time = Duration.ofMillis(count);
        long start = System.nanoTime();
        Actors.start(
                system,
                Behaviors.<Woken>setup(
                        context -> {
                            for (int i = 0; i < size; i++) {
                                context.spawnAnonymous(waits(time, context.getSelf()));
                            }
                            return join(1, size, all);
                        }));
        int woken = all.join();
        return Measured.since(start + time.toNanos(), size, woken);
    }

    private static Behavior<TimedOut> waits(Duration time, ActorRef<Woken> main) {
        return Behaviors.setup(
                context -> {
                    context.setReceiveTimeout(time, new TimedOut());
                    return Behaviors.receiveMessage(
                            _ -> {
                                main.tell(new Woken());
                                return Behaviors.stopped();
                            });
                });
    }

    private static Behavior<Woken> join(int woken, int size, CompletableFuture<Integer> all) {
        return Behaviors.receiveMessage(
                _ -> {
                    if (woken == size) {
                        all.complete(woken);
                        return Behaviors.stopped();
                    }
                    return join(woken + 1, size, all);
                });
    }
}
