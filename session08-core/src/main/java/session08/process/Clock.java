package session08.process;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Rings when it is time: one thread for all timers and timeouts of the program.
 *
 * <p>Whoever sets a ring pushes it onto a stack, as a sender does with a message (see {@link
 * Mailbox}), and never waits for a lock: a process that did, on its way to park, could lose there
 * the wake-up it is about to park for. The thread sorts the stack into a heap that nobody else
 * touches.
 *
 * <p>It is woken only for a ring that is due before it would wake anyway. A ring is pushed and then
 * {@link #wakesAt} read; the thread writes {@code wakesAt} and then looks at the stack. Both are
 * volatile, so either it finds the ring, or whoever pushed it sees how long it is going to sleep.
 *
 * <p>Not a {@link java.util.concurrent.ScheduledThreadPoolExecutor}: it has such a lock, and with
 * it ten thousand timeouts at once took half as long again.
 */
final class Clock {

    /** Something to do at its time, once, or never if it is over before. */
    abstract static class Ring implements Comparable<Ring> {
        private final long time;
        private long number;

        /** In the stack, the one that was pushed before. */
        private Ring link;

        Ring(long time) {
            this.time = time;
        }

        final long time() {
            return time;
        }

        /** Runs in the clock's thread and must not block. */
        abstract void ring();

        /** Whether there is nothing to do any more. */
        abstract boolean isOver();

        @Override
        public final int compareTo(Ring other) {
            int byTime = Long.compare(time, other.time);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    private static final long AWAKE = -1;

    /** So many rings that are over may lie around, and as many as there are others. */
    private static final int FEW = 1024;

    private static final long ORIGIN = System.nanoTime();

    private static final VarHandle INCOMING;

    static {
        try {
            INCOMING = MethodHandles.lookup().findVarHandle(Clock.class, "incoming", Ring.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final PriorityQueue<Ring> rings = new PriorityQueue<>();
    private final AtomicInteger over = new AtomicInteger();
    private final Thread thread =
            Thread.ofPlatform().daemon().name("session08-timers").unstarted(this::run);
    private long numbers;
    private volatile Ring incoming;
    private volatile long wakesAt = AWAKE;

    /** One that nobody runs yet. */
    Clock() {}

    static Clock start() {
        var clock = new Clock();
        clock.thread.start();
        return clock;
    }

    /** Nanoseconds since this class was loaded. */
    static long now() {
        return System.nanoTime() - ORIGIN;
    }

    /** Rings at its time, or soon after; never before. */
    void set(Ring ring) {
        Ring top;
        do {
            top = incoming;
            ring.link = top;
        } while (!INCOMING.compareAndSet(this, top, ring));
        if (ring.time < wakesAt) {
            LockSupport.unpark(thread);
        }
    }

    /** One that was set is over before its time. */
    void ringIsOver() {
        // A million timers of an hour that were cancelled at once would stay for an hour.
        if (over.incrementAndGet() % FEW == 0) {
            LockSupport.unpark(thread);
        }
    }

    private void run() {
        while (true) {
            // Read before the stack is taken: what was counted had been pushed by then, so all of
            // it is in the heap when it is looked for there.
            int dead = over.get();
            collect();
            ringWhatIsDue();
            removeWhatIsOver(dead);
            long next = rings.isEmpty() ? Timeout.FOREVER : rings.peek().time;
            wakesAt = next;
            if (incoming == null) {
                LockSupport.parkNanos(this, next - now());
            }
            wakesAt = AWAKE;
        }
    }

    void collect() {
        Ring oldest = null;
        for (Ring top = (Ring) INCOMING.getAndSet(this, null); top != null; ) {
            Ring before = top.link;
            top.link = oldest;
            oldest = top;
            top = before;
        }
        for (Ring ring = oldest; ring != null; ) {
            Ring next = ring.link;
            ring.link = null;
            ring.number = numbers++;
            rings.add(ring);
            ring = next;
        }
    }

    void ringWhatIsDue() {
        long now = now();
        while (!rings.isEmpty() && rings.peek().time <= now) {
            ring(rings.remove());
        }
    }

    /** One that throws, as a send from outside into a simulation does, does not stop the clock. */
    private void ring(Ring due) {
        try {
            due.ring();
        } catch (Throwable thrown) {
            thread.getUncaughtExceptionHandler().uncaughtException(thread, thrown);
        }
    }

    private void removeWhatIsOver(int dead) {
        if (dead >= FEW && dead >= rings.size() / 2) {
            rings.removeIf(Ring::isOver);
            over.addAndGet(-dead);
        }
    }
}
