package session08.process;

/**
 * What a process needs from the outside: a thread, the time, and a place to wait. There are two:
 * the {@linkplain VirtualThreads real one}, and a {@linkplain Simulation simulated one} for tests.
 */
interface Scheduler {

    /**
     * {@linkplain Process#run Runs} a process on a thread of its own, which is named after it and
     * has it as its handler of uncaught exceptions.
     */
    void start(Process<?> process);

    /** Monotonic time in nanoseconds, never negative. */
    long now();

    /**
     * Blocks the calling thread, which is that of {@code process}, until {@link #wake}, at most
     * until {@link #now} is {@code deadline}. May return early for no reason, as {@link
     * java.util.concurrent.locks.LockSupport#park()} may: callers look again.
     *
     * @param deadline {@link Timeout#FOREVER} for none
     * @throws ProcessInterruptedException if the thread was interrupted
     */
    void park(Process<?> process, long deadline);

    /** For how many nanoseconds it can pay to look again before {@link #park}. */
    default long spinning() {
        return 0;
    }

    /**
     * Lets those processes run first that can run now, if there is such an order.
     *
     * @return whether the calling process may have waited for them
     */
    default boolean giveWay() {
        return false;
    }

    /** Ends the current {@link #park} of {@code process}, or the next one if it is not in one. */
    void wake(Process<?> process);

    /** Blocks the calling thread, which is that of {@code process}, whoever wakes it. */
    void sleep(Process<?> process, long nanos);

    /** Runs {@code action}, which must not block, once {@code nanos} have passed. */
    Timer after(long nanos, Runnable action);

    /**
     * Called by a sender when its message is on its way: here a simulation may switch processes.
     */
    default void sent() {}

    /** Called for a trace that will record processes which run here. */
    default void watchedBy(Trace trace) {}

    /** Called when a process has thrown; the exception goes on to the thread's handler. */
    default void crashed(Process<?> process, Throwable reason) {}
}
