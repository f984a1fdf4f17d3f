package session08.process;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * Runs processes one at a time, in an order chosen by a seed, on a clock that stands still while
 * anyone has something to do and jumps when all wait.
 *
 * <pre>{@code
 * Simulation.run(() -> {
 *     var heartbeat = Heartbeat.start(ofMinutes(1));
 *     sleep(ofMinutes(59).plusSeconds(30));             // takes no time
 *     send(heartbeat, new Heartbeat.Status(self()));
 *     assertThat(receive(Heartbeat.Alive.class).beats()).isEqualTo(59);
 * });
 * }</pre>
 *
 * <p>The processes are the same as ever; only what they wait for is simulated: {@code receive},
 * {@code call}, {@code sleep}, {@code sendAfter} and {@code monotonicTime}. Whatever else takes
 * time, a lock, a file, {@link Thread#sleep}, is not seen here and holds up everyone.
 *
 * <ul>
 *   <li>The thread that runs the body is a process like the others, named {@code test}, with an
 *       empty mailbox of its own.
 *   <li>Another process may take over whenever one waits, ends, or has sent a message. Equal seeds
 *       give equal runs.
 *   <li>All that is due at one moment happens before any process goes on, timers first set first.
 *   <li>When all wait and no timer is left, the body fails at once with an {@link AssertionError}
 *       that says who waits for what, and what lies in each mailbox. It fails too when a process
 *       computes for ten seconds of real time without a send or a receive, with that process's
 *       stack trace.
 *   <li>Processes that are left when the body is done are ended.
 * </ul>
 *
 * <p>Threads that were not spawned here must not send to processes that live here.
 */
public final class Simulation {

    /** What is to be simulated. */
    @FunctionalInterface
    public interface Body {
        /** Runs as one of the processes. */
        void run() throws Throwable;
    }

    /**
     * What a run came to.
     *
     * @param seed the seed it ran under
     * @param failure what the body threw, or null
     * @param time how much simulated time went by
     * @param leftBehind the processes that had not ended when the body was done, and were ended
     *     then
     * @param trace what was sent and received
     */
    public record Result(
            long seed, Throwable failure, Duration time, List<String> leftBehind, Trace trace) {}

    private Simulation() {}

    /** Runs {@code body} and the processes it spawns, in the order that belongs to seed 0. */
    public static void run(Body body) {
        run(0, body);
    }

    /**
     * Runs {@code body} and the processes it spawns, in the order that belongs to {@code seed}.
     * Throws what the body throws.
     */
    public static void run(long seed, Body body) {
        Throwable failure = result(seed, body).failure();
        if (failure != null) {
            throw Simulation.<RuntimeException>asIs(failure);
        }
    }

    /** As {@link #run(long, Body)}, for those who want to know more than whether it threw. */
    public static Result result(long seed, Body body) {
        Objects.requireNonNull(body, "there is nothing to simulate: the body is null");
        return new SimulatedScheduler(seed, SimulatedScheduler.PATIENCE).run(body);
    }

    @SuppressWarnings("unchecked") // the compiler's idea of a checked exception is not the JVM's
    private static <T extends Throwable> T asIs(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
