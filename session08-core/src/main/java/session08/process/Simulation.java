package session08.process;

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
        Objects.requireNonNull(body, "there is nothing to simulate: the body is null");
        new SimulatedScheduler(seed).run(body);
    }
}
