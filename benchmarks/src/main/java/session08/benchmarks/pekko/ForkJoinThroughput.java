package session08.benchmarks.pekko;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

import session08.benchmarks.Measured;
import session08.benchmarks.Program;

import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;

public final class ForkJoinThroughput implements Program {

    private record Work() {}

    private record Done(int works) {}

    private final ActorSystem<?> system;

    public ForkJoinThroughput(ActorSystem<?> system) {
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
                            var workers = new ArrayList<ActorRef<Work>>();
                            for (int i = 0; i < size; i++) {
                                workers.add(
                                        context.spawnAnonymous(
                                                worker(0, count, context.getSelf())));
                            }
                            for (int i = 0; i < count; i++) {
                                workers.forEach(worker -> worker.tell(new Work()));
                            }
                            return join(size, 0, all);
                        }));
        long works = all.join();
        return Measured.since(start, (long) size * count, works);
    }

    private static Behavior<Done> join(int left, long works, CompletableFuture<Long> all) {
        return Behaviors.receiveMessage(
                done -> {
                    if (left == 1) {
                        all.complete(works + done.works());
                        return Behaviors.stopped();
                    }
                    return join(left - 1, works + done.works(), all);
                });
    }

    private static Behavior<Work> worker(int works, int count, ActorRef<Done> main) {
        return Behaviors.receiveMessage(
                _ -> {
                    if (works + 1 == count) {
                        main.tell(new Done(count));
                        return Behaviors.stopped();
                    }
                    return worker(works + 1, count, main);
                });
    }
}
