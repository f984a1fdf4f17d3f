package session08.process;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The real thing: a virtual thread for each process, and the machine's monotonic clock. */
final class VirtualThreads implements Scheduler {

    static final VirtualThreads INSTANCE = new VirtualThreads();

    private VirtualThreads() {}

    /** Not started before someone needs it. */
    private static final class Timers {
        static final Clock CLOCK = Clock.start();
        static final Fairness FAIRNESS = new Fairness(CLOCK);
    }

    @Override
    public void start(Process<?> process) {
        Thread.ofVirtual()
                .name(process.toString())
                .inheritInheritableThreadLocals(false)
                .uncaughtExceptionHandler(process)
                .start(process);
    }

    @Override
    public long now() {
        return Clock.now();
    }

    /** As long as it takes another processor to steal a woken process, run it and answer. */
    private static final long SPINNING = Runtime.getRuntime().availableProcessors() > 1 ? 2000 : 0;

    @Override
    public long spinning() {
        return SPINNING;
    }

    @Override
    public void park(Process<?> process, long deadline) {
        if (deadline == Timeout.FOREVER) {
            LockSupport.park(process);
        } else if (process.wasSpawned()) {
            alarm(process).wakeAt(deadline);
            LockSupport.park(process);
        } else {
            // A guest does not say when it ends, so nobody could take back an alarm that is left.
            LockSupport.parkNanos(process, deadline - now());
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new ProcessInterruptedException(process + " was interrupted while it waited");
        }
    }

    @Override
    public boolean giveWay() {
        boolean ours = Thread.currentThread().isVirtual();
        if (ours) {
            Thread.yield();
        }
        return ours;
    }

    private static Alarm alarm(Process<?> process) {
        if (process.alarm() == null) {
            process.alarm(new Alarm(Timers.CLOCK, process.thread()));
        }
        return process.alarm();
    }

    @Override
    public void wake(Process<?> process) {
        Thread thread = process.thread();
        if (Thread.currentThread().isVirtual() && thread.isVirtual()) {
            Timers.FAIRNESS.wake(thread);
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
        var timer = new OneSend(Timeout.deadline(Clock.now(), nanos), action);
        Timers.CLOCK.set(timer);
        return timer;
    }

    /**
     * A send that happens or is held back, never both. The lock makes whoever hears that it is too
     * late also find the message in the mailbox.
     */
    private static final class OneSend extends Clock.Ring implements Timer {
        /** Null once it is over: a message that is held back is not kept, either. */
        private Runnable send;

        OneSend(long time, Runnable send) {
            super(time);
            this.send = send;
        }

        @Override
        synchronized void ring() {
            if (send != null) {
                send.run();
                send = null;
            }
        }

        @Override
        synchronized boolean isOver() {
            return send == null;
        }

        @Override
        public synchronized boolean cancel() {
            if (send == null) {
                return false;
            }
            send = null;
            Timers.CLOCK.ringIsOver();
            return true;
        }
    }
}
