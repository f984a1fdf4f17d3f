package session08.process;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Sees to it that who is ready to run gets to run, however busy the others keep each other.
 *
 * <p>A carrier of virtual threads runs what was woken by those it carries until nothing is left of
 * that; only then does it look at what came from elsewhere: new processes, timeouts, what other
 * threads woke. Processes that wake each other without a pause, one pair for each processor, would
 * keep a timeout from ever coming and a new process from ever beginning.
 *
 * <p>So now and then a scout is sent, a virtual thread that comes from elsewhere, too. As long as
 * it runs within a millisecond, nothing else happens. If it doesn't, a {@link Gate} closes: no
 * process is woken by another any more. What the carriers have runs out, they look, and find the
 * scout. It sends a second one, and that opens the gate. The order in which processes run is hardly
 * another, for whoever is woken comes last on a carrier anyway.
 *
 * <p>There are two because a carrier that finds something looks in the same place again. It would
 * find a scout there each time, and never come to look elsewhere. While the second one is on its
 * way, which takes the {@link Clock}'s thread some fifty microseconds, there is nothing to be found
 * but what has waited elsewhere. With one carrier and one scout, timeouts never came; with one
 * processor, where the clock's thread may run at once, they took seconds until it waited a moment.
 *
 * <p>Where carriers are never idle this takes a fortieth of the time, and nobody waits longer than
 * some ten milliseconds, at first thirty, and what the processes do between two waits. Where one of
 * them is idle the gate does not close. Virtual threads that are no processes pass it by: if such
 * ones leave no carrier idle, they keep processes from running as they keep everyone.
 */
final class Fairness {

    private enum State {
        /** No scout is under way. */
        FREE,
        /** One was sent, and has not run yet. */
        SCOUTING,
        /** It did not run in time. The gate is closed; a scout that will open it is under way. */
        HOLDING
    }

    /** To read the time costs as much as a tenth of a wake-up. */
    private static final int WAKES_FOR_THE_TIME = 64;

    private static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(5);

    /** Long enough to look elsewhere, and less than the clock's thread takes to wake up. */
    private static final long A_LOOK = TimeUnit.MICROSECONDS.toNanos(20);

    /** So many pauses follow a scout that ran in time: it disturbs two processes that spin. */
    private static final int PAUSES_IF_IN_TIME = 5;

    private final Clock clock;
    private final long patience;
    private final long pause;
    private final AtomicReference<State> state = new AtomicReference<>(State.FREE);
    private final Gate gate = new Gate();
    private volatile long nextTime;

    Fairness(Clock clock) {
        this(clock, PATIENCE, PAUSE);
    }

    /**
     * @param patience in so many nanoseconds a scout should have run
     * @param pause for so many nanoseconds no scout is sent after the gate was opened
     */
    Fairness(Clock clock, long patience, long pause) {
        this.clock = clock;
        this.patience = patience;
        this.pause = pause;
    }

    /** Wakes a virtual thread, soon. Called by virtual threads: others do not wake on a carrier. */
    void wake(Thread thread) {
        gate.wake(thread);
        if (ThreadLocalRandom.current().nextInt(WAKES_FOR_THE_TIME) == 0) {
            sendScout();
        }
    }

    private void sendScout() {
        long now = Clock.now();
        if (now < nextTime) {
            return;
        }
        // Made first: whoever says that a scout is under way must be able to send it.
        var ring = new Ring(now, this::startScout);
        if (state.compareAndSet(State.FREE, State.SCOUTING)) {
            clock.set(ring);
        }
    }

    private void startScout() {
        Thread.startVirtualThread(() -> orLetGo(this::scout));
        clock.set(new Ring(Clock.now() + patience, this::hold));
    }

    private void hold() {
        if (state.get() != State.SCOUTING) {
            return;
        }
        // Closed first: from when the state says so, it may be opened at any time.
        gate.close();
        if (!state.compareAndSet(State.SCOUTING, State.HOLDING)) {
            gate.open();
        }
    }

    private void scout() {
        if (state.compareAndSet(State.SCOUTING, State.FREE)) {
            nextTime = Clock.now() + PAUSES_IF_IN_TIME * pause;
        } else {
            clock.set(new Ring(Clock.now() + A_LOOK, () -> Thread.startVirtualThread(this::letGo)));
        }
    }

    private void letGo() {
        nextTime = Clock.now() + pause;
        state.set(State.FREE);
        gate.open();
    }

    /** Without memory, say, no scout can be sent. */
    private void orLetGo(Runnable action) {
        try {
            action.run();
        } catch (Throwable failed) {
            letGo();
            throw failed;
        }
    }

    private final class Ring extends Clock.Ring {
        private final Runnable action;

        Ring(long time, Runnable action) {
            super(time);
            this.action = action;
        }

        @Override
        void ring() {
            orLetGo(action);
        }

        @Override
        boolean isOver() {
            return false;
        }
    }
}
