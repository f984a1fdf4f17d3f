package session08.process;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The real thing: a virtual thread for each process, and the machine's monotonic clock. */
final class VirtualThreads implements Scheduler {

    // Timers only send, and a send never blocks, so one thread serves them all. Cancelled ones are
    // removed at once, or a million cancelled timers of an hour would stay for an hour.
    private static final class Timers {
        static final ScheduledThreadPoolExecutor EXECUTOR = executor();

        private static ScheduledThreadPoolExecutor executor() {
            var executor =
                    new ScheduledThreadPoolExecutor(
                            1, Thread.ofPlatform().daemon().name("session08-timers").factory());
            executor.setRemoveOnCancelPolicy(true);
            return executor;
        }
    }

    @Override
    public void start(Process<?> process, Runnable life) {
        Thread.ofVirtual()
                .name(process.toString())
                .inheritInheritableThreadLocals(false)
                .start(life);
    }

    @Override
    public long now() {
        return System.nanoTime();
    }

    @Override
    public void park(Process<?> process, long nanos) {
        if (nanos == Timeout.FOREVER) {
            LockSupport.park(process);
        } else {
            LockSupport.parkNanos(process, nanos);
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new ProcessInterruptedException(process + " was interrupted while it waited");
        }
    }

    /**
     * One wake-up in so many goes by way of the timers' thread.
     *
     * <p>A carrier runs what its own threads have woken until nothing of that is left, and only then
     * looks at what came from elsewhere: timers, new processes, other carriers. Two processes that
     * wake each other for ever would keep a timeout from ever firing. The detour leaves the carrier
     * without them for a moment, so the others wait some hundred microseconds at most.
     */
    private static final int WAKES_FOR_A_DETOUR = 1024;

    @Override
    public void wake(Process<?> process) {
        Thread thread = process.thread();
        if (Thread.currentThread().isVirtual()
                && ThreadLocalRandom.current().nextInt(WAKES_FOR_A_DETOUR) == 0) {
            Timers.EXECUTOR.execute(() -> LockSupport.unpark(thread));
        } else {
            LockSupport.unpark(thread);
        }
    }

    @Override
    public void sleep(Process<?> process, long nanos) {
        try {
            TimeUnit.NANOSECONDS.sleep(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProcessInterruptedException(process + " was interrupted while it slept");
        }
    }

    @Override
    public Timer after(long nanos, Runnable action) {
        ScheduledFuture<?> timer =
                Timers.EXECUTOR.schedule(action, nanos, TimeUnit.NANOSECONDS);
        return () -> timer.cancel(false);
    }
}
