package session08.benchmarks.pekko;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

import session08.benchmarks.Measured;
import session08.benchmarks.Program;

import java.util.concurrent.CompletableFuture;

public final class ThreadRing implements Program {

    private sealed interface Message {}

    private record Token(int hopsLeft) implements Message {}

    private record Stop() implements Message {}

    private final ActorSystem<?> system;

    public ThreadRing(ActorSystem<?> system) {
        this.system = system;
    }

    @Override
    public Measured run(int size, int count) {
        var last = new CompletableFuture<Integer>();
        var built = new CompletableFuture<ActorRef<Message>>();
        Actors.start(
                system,
                Behaviors.<Message>setup(
                        context -> {
                            ActorRef<Message> next = context.getSelf();
                            for (int position = size - 1; position > 0; position--) {
                                next = context.spawnAnonymous(member(position, next, last));
                            }
                            built.complete(context.getSelf());
                            return member(0, next, last);
                        }));
        ActorRef<Message> first = built.join();
        long start = System.nanoTime();
        first.tell(new Token(count));
        int position = last.join();
        Measured measured = Measured.since(start, count, position);
        first.tell(new Stop());
        return measured;
    }

    private static Behavior<Message> member(
            int position, ActorRef<Message> next, CompletableFuture<Integer> last) {
        return Behaviors.receiveMessage(
                message ->
                        switch (message) {
                            case Token(int hopsLeft) -> {
                                if (hopsLeft == 0) {
                                    last.complete(position);
                                } else {
                                    next.tell(new Token(hopsLeft - 1));
                                }
                                yield Behaviors.same();
                            }
                            // The children of the first end with it.
                            case Stop() -> Behaviors.stopped();
                        });
    }
}
