package session08.process;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The real thing: a virtual thread for each process, and the machine's monotonic clock. */
final class VirtualThreads implements Scheduler {

    /** Not started before someone needs it. */
    private static final class Timers {
        static final Clock CLOCK = Clock.start();
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

    private static Alarm alarm(Process<?> process) {
        if (process.alarm() == null) {
            process.alarm(new Alarm(Timers.CLOCK, process.thread()));
        }
        return process.alarm();
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
            Timers.CLOCK.set(new Wake(Clock.now(), thread));
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

    /** A wake-up that takes the detour. */
    private static final class Wake extends Clock.Ring {
        private final Thread thread;

        Wake(long time, Thread thread) {
            super(time);
            this.thread = thread;
        }

        @Override
        void ring() {
            LockSupport.unpark(thread);
        }

        @Override
        boolean isOver() {
            return false;
        }
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
