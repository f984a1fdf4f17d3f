package session08.benchmarks.pekko;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

import session08.benchmarks.Measured;
import session08.benchmarks.Memory;
import session08.benchmarks.Program;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

public final class Idle implements Program {

    private record Stop() {}

    private enum News {
        READY,
        ENDED
    }

    private final ActorSystem<?> system;

    public Idle(ActorSystem<?> system) {
        this.system = system;
    }

    @Override
    public Measured run(int size, int count) {
        var measured = new CompletableFuture<Measured>();
        Actors.start(
                system,
                Behaviors.<News>setup(
                        context -> {
                            Memory before = Memory.now();
                            var actors = new ArrayList<ActorRef<Stop>>(size);
                            for (int i = 0; i < size; i++) {
                                actors.add(context.spawnAnonymous(idle(context.getSelf())));
                            }
                            return starting(actors, 1, before, measured);
                        }));
        return measured.join();
    }

    private static Behavior<News> starting(
            List<ActorRef<Stop>> actors,
            int ready,
            Memory before,
            CompletableFuture<Measured> measured) {
        return Behaviors.receiveMessage(
                _ -> {
                    if (ready < actors.size()) {
                        return starting(actors, ready + 1, before, measured);
                    }
                    Memory after = Memory.now();
                    actors.forEach(actor -> actor.tell(new Stop()));
                    return ending(1, actors.size(), after, before, measured);
                });
    }

    private static Behavior<News> ending(
            int ended,
            int size,
            Memory after,
            Memory before,
            CompletableFuture<Measured> measured) {
        return Behaviors.receiveMessage(
                _ -> {
                    if (ended < size) {
                        return ending(ended + 1, size, after, before, measured);
                    }
                    measured.complete(after.since(before, size, ended));
                    return Behaviors.stopped();
                });
    }

    private static Behavior<Stop> idle(ActorRef<News> main) {
        return Behaviors.setup(
                _ -> {
                    main.tell(News.READY);
                    return Behaviors.receiveMessage(
                            _ -> {
                                main.tell(News.ENDED);
                                return Behaviors.stopped();
                            });
                });
    }
}
