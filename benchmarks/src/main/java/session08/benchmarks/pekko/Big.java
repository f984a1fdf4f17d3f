package session08.benchmarks.pekko;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;

import session08.benchmarks.Measured;
import session08.benchmarks.Program;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

public final class Big implements Program {

    private sealed interface Message {}

    private record Start(List<ActorRef<Message>> all) implements Message {}

    private record Ping(ActorRef<Message> from) implements Message {}

    private record Pong() implements Message {}

    private record Done(int pongs) {}

    private static final class Worker extends AbstractBehavior<Message> {
        private final Random random;
        private final ActorRef<Done> main;
        private final int count;
        private List<ActorRef<Message>> all;
        private int pongs;

        Worker(ActorContext<Message> context, int seed, ActorRef<Done> main, int count) {
            super(context);
            this.random = new Random(seed);
            this.main = main;
            this.count = count;
        }

        @Override
        public Receive<Message> createReceive() {
            return newReceiveBuilder()
                    .onMessage(Ping.class, this::answer)
                    .onMessage(Pong.class, this::next)
                    .onMessage(Start.class, this::first)
                    .build();
        }

        private Behavior<Message> first(Start start) {
            all = start.all();
            return ping();
        }

        private Behavior<Message> answer(Ping ping) {
            ping.from().tell(new Pong());
            return this;
        }

        private Behavior<Message> next(Pong pong) {
            pongs++;
            return ping();
        }

        private Behavior<Message> ping() {
            if (pongs == count) {
                main.tell(new Done(pongs));
            } else {
                all.get(random.nextInt(all.size())).tell(new Ping(getContext().getSelf()));
            }
            return this;
        }
    }

    private final ActorSystem<?> system;

    public Big(ActorSystem<?> system) {
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
                            ActorRef<Done> main = context.getSelf();
                            var workers = new ArrayList<ActorRef<Message>>();
                            for (int i = 0; i < size; i++) {
                                int seed = i;
                                workers.add(
                                        context.spawnAnonymous(
                                                Behaviors.setup(
                                                        inner ->
                                                                new Worker(
                                                                        inner, seed, main,
                                                                        count))));
                            }
                            workers.forEach(worker -> worker.tell(new Start(workers)));
                            return join(size, 0, all);
                        }));
        long pongs = all.join();
        return Measured.since(start, 2L * size * count, pongs);
    }

    /** When it stops its children do. */
    private static Behavior<Done> join(int left, long pongs, CompletableFuture<Long> all) {
        return Behaviors.receiveMessage(
                done -> {
                    if (left == 1) {
                        all.complete(pongs + done.pongs());
                        return Behaviors.stopped();
                    }
                    return join(left - 1, pongs + done.pongs(), all);
                });
    }
}
