package session08.process;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Where processes live: who runs them, and who watches. A process is born into the world of the one
 * that spawns it. Nearly all live in {@link #REAL}; a {@link Simulation} and a {@link Trace} each
 * make a world of their own, so that two tests, or a trace and the rest of the program, do not
 * meet.
 */
final class World {

    static final World REAL = new World(VirtualThreads.INSTANCE, null);

    /**
     * Then who spawns takes over what has arrived, and gives way to those that were spawned. In
     * Erlang, too, to spawn uses up the time that a process has. Without this a loop that spawns a
     * million runs ahead of them: some hundred megabytes wait to begin, the garbage collector
     * copies them all, and follows their answers link by link, and it takes twice the time. More
     * often, and the pauses cost more than they save.
     */
    private static final int SPAWNS_TO_PAUSE = 2048;

    /** As many numbers as fill a cache line and its neighbour. */
    private static final int PADDING = 16;

    private final Scheduler scheduler;
    private final Trace trace;

    /**
     * One number, in the middle of nothing: all who send look at this world, and when the counter
     * lay beside it, they and whoever spawned waited for each other.
     */
    private final AtomicLongArray spawned = new AtomicLongArray(2 * PADDING);

    World(Scheduler scheduler, Trace trace) {
        this.scheduler = scheduler;
        this.trace = trace;
    }

    Scheduler scheduler() {
        return scheduler;
    }

    /** The record of all that happens here, or null. */
    Trace trace() {
        return trace;
    }

    /**
     * Starts a process. Its pid is numbered within this world.
     *
     * @param parent the calling process, or null
     */
    <M> Pid<M> spawn(Process<?> parent, String name, TailCall<M> body) {
        long number = spawned.incrementAndGet(PADDING);
        if (number % SPAWNS_TO_PAUSE == 0) {
            if (parent != null) {
                parent.mailbox().takeOver();
            }
            scheduler.giveWay();
        }
        Process<M> process = process(name + "#" + number, body);
        if (trace != null) {
            trace.spawned(process);
        }
        scheduler.start(process);
        return process;
    }

    /** Makes the calling thread a process of this world, with an empty mailbox, while body runs. */
    void enter(String name, Runnable body) {
        process(name, null).enter(body);
    }

    /** A process that nobody runs yet. */
    <M> Process<M> process(String name, TailCall<M> body) {
        // Not made here: to verify this class the JVM would load WatchedProcess, which it must not
        // know where nothing is traced, see Process.isTraced().
        return this == REAL ? new Process<>(name, body) : WatchedProcess.of(this, name, body);
    }
}
