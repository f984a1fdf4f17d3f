package session08.benchmarks.pekko;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

import session08.benchmarks.Measured;
import session08.benchmarks.Program;

import java.util.concurrent.CompletableFuture;

public final class FanIn implements Program {

    private record Item(int number) {}

    private final ActorSystem<?> system;

    public FanIn(ActorSystem<?> system) {
        this.system = system;
    }

    @Override
    public Measured run(int size, int count) {
        var done = new CompletableFuture<Integer>();
        int each = count / size;
        int all = each * size;
        long start = System.nanoTime();
        Actors.start(
                system,
                Behaviors.<Item>setup(
                        context -> {
                            for (int sender = 0; sender < size; sender++) {
                                context.spawnAnonymous(sender(context.getSelf(), each));
                            }
                            return receiver(0, all, done);
                        }));
        int items = done.join();
        return Measured.since(start, all, items);
    }

    private static Behavior<Void> sender(ActorRef<Item> receiver, int each) {
        return Behaviors.setup(
                _ -> {
                    for (int number = 0; number < each; number++) {
                        receiver.tell(new Item(number));
                    }
                    return Behaviors.stopped();
                });
    }

    private static Behavior<Item> receiver(int items, int all, CompletableFuture<Integer> done) {
        return Behaviors.receiveMessage(
                _ -> {
                    if (items + 1 == all) {
                        done.complete(all);
                        return Behaviors.stopped();
                    }
                    return receiver(items + 1, all, done);
                });
    }
}
