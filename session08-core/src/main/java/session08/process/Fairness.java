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
 * <p>So now and then someone is sent to see, a virtual thread that comes from elsewhere, too. As
 * long as it runs within a millisecond, nothing else happens. If it doesn't, a {@link Gate} closes:
 * no process is woken by another any more. What the carriers have runs out, they look, and find the
 * one who was sent. It sends a second one, who opens the gate. The order in which processes run is
 * hardly another, for whoever is woken comes last on a carrier anyway.
 *
 * <p>There are two because a carrier that finds something looks in the same place again. It would
 * find each time the one who was sent, and never come to look elsewhere. While the second one is on
 * its way, which takes the {@link Clock}'s thread some fifty microseconds, there is nothing to be
 * found but what has waited elsewhere. With one carrier and only one who was sent, timeouts never
 * came.
 *
 * <p>Where carriers are never idle this takes a fortieth of the time, and nobody waits longer than
 * some ten milliseconds, at first thirty, and what the processes do between two waits. Where one of
 * them is idle the gate does not close. Virtual threads that are no processes pass it by: if such
 * ones leave no carrier idle, they keep processes from running as they keep everyone.
 */
final class Fairness {

    private enum State {
        /** Nobody is under way. */
        FREE,
        /** Someone was sent to see. */
        ASKING,
        /** He was not back in time; the gate is closed, and who opens it is under way. */
        HOLDING
    }

    /** To read the time costs as much as a tenth of a wake-up. */
    private static final int WAKES_FOR_THE_TIME = 64;

    private static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(5);

    /** So many pauses if the last one was back in time. Two processes that spin are disturbed. */
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
     * @param patience after so many nanoseconds someone who was sent should have run
     * @param pause so many nanoseconds after the gate was opened nobody else is sent
     */
    Fairness(Clock clock, long patience, long pause) {
        this.clock = clock;
        this.patience = patience;
        this.pause = pause;
    }

    /** Wakes a virtual thread, soon. Called by virtual threads: others do not wake on a carrier. */
    void wake(Thread thread) {
        if (ThreadLocalRandom.current().nextInt(WAKES_FOR_THE_TIME) == 0) {
            ask();
        }
        gate.wake(thread);
    }

    private void ask() {
        long now = Clock.now();
        if (now < nextTime) {
            return;
        }
        var ring = new Ring(now, this::startFirst);
        if (state.compareAndSet(State.FREE, State.ASKING)) {
            clock.set(ring);
        }
    }

    private void startFirst() {
        Thread.startVirtualThread(() -> orLetGo(this::first));
        clock.set(new Ring(Clock.now() + patience, this::hold));
    }

    private void hold() {
        if (state.get() != State.ASKING) {
            return;
        }
        // Closed first: when it is said to be, one who opens it may come at any time.
        gate.close();
        if (!state.compareAndSet(State.ASKING, State.HOLDING)) {
            gate.open();
        }
    }

    private void first() {
        if (state.compareAndSet(State.ASKING, State.FREE)) {
            nextTime = Clock.now() + PAUSES_IF_IN_TIME * pause;
        } else {
            clock.set(new Ring(Clock.now(), () -> Thread.startVirtualThread(this::letGo)));
        }
    }

    private void letGo() {
        nextTime = Clock.now() + pause;
        state.set(State.FREE);
        gate.open();
    }

    /** Without memory, say, nobody can be sent. */
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
