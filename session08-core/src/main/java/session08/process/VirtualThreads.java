package session08.process;

import java.util.concurrent.Future;
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

    // A carrier runs what was woken by the threads it carries until there is nothing left of that;
    // only then does it look at what came from elsewhere: timers, new processes, other carriers.
    // Two processes that wake each other for ever would keep a timeout from ever firing. So now
    // and then a wake-up is sent round by way of another thread, and the carrier gets to look. At
    // one in a thousand this costs little, and holds up others by some hundred microseconds at
    // most.
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
        var timer = new OneSend(action);
        timer.future = Timers.EXECUTOR.schedule(timer, nanos, TimeUnit.NANOSECONDS);
        return timer;
    }

    /**
     * A send that happens or is held back, never both. The future cannot be asked: it can be
     * cancelled until its action has returned, when the message may long have been received. The
     * lock makes whoever hears that it is too late also find the message in the mailbox.
     */
    private static final class OneSend implements Runnable, Timer {
        private final Runnable send;
        private Future<?> future;
        private boolean over;

        OneSend(Runnable send) {
            this.send = send;
        }

        @Override
        public synchronized void run() {
            if (!over) {
                over = true;
                send.run();
            }
        }

        @Override
        public synchronized boolean cancel() {
            if (over) {
                return false;
            }
            over = true;
            future.cancel(false);
            return true;
        }
    }
}
