package session08.benchmarks.pekko;

import com.typesafe.config.ConfigFactory;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

import java.util.concurrent.atomic.AtomicInteger;

/** The system in which all actors of a program live. */
public final class Actors {

    /** It warns where nobody has set up logging, and of each message to an actor that has ended. */
    private static final String QUIET =
            """
            pekko.loglevel = "OFF"
            pekko.stdout-loglevel = "OFF"
            pekko.log-dead-letters = off
            """;

    private static final String THREADS =
            """
            pekko.actor.default-dispatcher.fork-join-executor {
              parallelism-min = %1$d
              parallelism-max = %1$d
            }
            """;

    private static final AtomicInteger STARTED = new AtomicInteger();

    private Actors() {}

    /** As it comes: eight threads at least. */
    public static ActorSystem<Void> system() {
        return system(QUIET);
    }

    /** With as many threads as the machine can run at a time. */
    public static ActorSystem<Void> systemOfProcessors() {
        return system(QUIET + THREADS.formatted(Runtime.getRuntime().availableProcessors()));
    }

    private static ActorSystem<Void> system(String settings) {
        return ActorSystem.create(
                Behaviors.empty(),
                "benchmarks",
                ConfigFactory.parseString(settings).withFallback(ConfigFactory.load()));
    }

    /** Starts an actor from outside. Inside, an actor spawns its children. */
    static <M> ActorRef<M> start(ActorSystem<?> system, Behavior<M> behavior) {
        return system.systemActorOf(
                behavior, "program-" + STARTED.incrementAndGet(), Props.empty());
    }
}
