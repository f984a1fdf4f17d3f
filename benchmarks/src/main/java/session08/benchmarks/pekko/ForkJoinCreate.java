package session08.benchmarks.pekko;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

import session08.benchmarks.Measured;
import session08.benchmarks.Program;

import java.util.concurrent.CompletableFuture;

public final class ForkJoinCreate implements Program {

    private record Work(ActorRef<Done> from) {}

    private record Done() {}

    private final ActorSystem<?> system;

    public ForkJoinCreate(ActorSystem<?> system) {
        this.system = system;
    }

    @Override
    public Measured run(int size, int count) {
        var all = new CompletableFuture<Integer>();
        long start = System.nanoTime();
        Actors.start(
                system,
                Behaviors.<Done>setup(
                        context -> {
                            for (int i = 0; i < size; i++) {
                                ActorRef<Work> worker = context.spawnAnonymous(worker());
                                worker.tell(new Work(context.getSelf()));
                            }
                            return join(0, size, all);
                        }));
        int done = all.join();
        return Measured.since(start, size, done);
    }

    private static Behavior<Done> join(int done, int size, CompletableFuture<Integer> all) {
        return Behaviors.receiveMessage(
                _ -> {
                    if (done + 1 == size) {
                        all.complete(size);
                        return Behaviors.stopped();
                    }
                    return join(done + 1, size, all);
                });
    }

    private static Behavior<Work> worker() {
        return Behaviors.receiveMessage(
                work -> {
                    work.from().tell(new Done());
                    return Behaviors.stopped();
                });
    }
}
