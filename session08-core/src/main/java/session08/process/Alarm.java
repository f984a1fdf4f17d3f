package session08.process;

import java.util.concurrent.locks.LockSupport;

/**
 * Wakes one process when the time it waits for is over.
 *
 * <p>Nearly all timeouts never come to pass: a call that may take five seconds has its answer after
 * a microsecond. To set a timer and take it back each time, as {@link LockSupport#parkNanos} does
 * on a virtual thread, cost more than the call. So an alarm is set once and left alone. When it
 * rings it looks whether its process has come to wait for a later time by then, and if so is set to
 * that.
 *
 * <p>It may ring when its process waits no more, or for something else: a {@link Scheduler#park}
 * may end early. What is left of it ends with its process.
 */
final class Alarm {

    private static final class Ring extends Clock.Ring {
        /** Null once it is over: the clock may keep it for a while, but not the process. */
        private volatile Alarm alarm;

        Ring(long time, Alarm alarm) {
            super(time);
            this.alarm = alarm;
        }

        @Override
        void ring() {
            Alarm mine = alarm;
            if (mine != null) {
                mine.ring(this);
            }
        }

        @Override
        boolean isOver() {
            return alarm == null;
        }
    }

    private final Clock clock;
    private final Thread sleeper;

    // What is set is changed under a lock: a monitor, because a virtual thread that waits for one
    // keeps the permit to go on that a sender may just have given it. A process whose alarm rings
    // in time anyway goes without. It writes the deadline and then looks at what is set; who rings
    // says that nothing is and then looks at the deadline. All four are volatile, so one of the two
    // sees what the other wrote. With the lock each time, the transfer of a bank took one or two
    // per cent longer.

    private volatile long deadline;

    /** The next to come, or null. */
    private volatile Ring set;

    Alarm(Clock clock, Thread sleeper) {
        this.clock = clock;
        this.sleeper = sleeper;
    }

    /** The process is about to wait until {@code time}. */
    void wakeAt(long time) {
        deadline = time;
        if (!ringsBy(time)) {
            setEarlier(time);
        }
    }

    /** Whether it rings at {@code time} or before. */
    boolean ringsBy(long time) {
        Ring next = set;
        return next != null && next.time() <= time;
    }

    private synchronized void setEarlier(long time) {
        if (!ringsBy(time)) {
            cancel();
            set(time);
        }
    }

    /** Nothing rings any more. */
    synchronized void cancel() {
        if (set != null) {
            set.alarm = null;
            set = null;
            clock.ringIsOver();
        }
    }

    private synchronized void ring(Ring ring) {
        if (ring != set) {
            return;
        }
        set = null;
        if (deadline <= Clock.now()) {
            LockSupport.unpark(sleeper);
        } else {
            set(deadline);
        }
    }

    private void set(long time) {
        set = new Ring(time, this);
        clock.set(set);
    }
}
