package session08.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * About real threads and real time. A thread wakes itself, at the gate: the next {@code park}
 * returns at once, or has nobody to end it.
 */
class GateTest {

    /** So long asleep is a hang. A wake-up takes microseconds. */
    private static final long A_HANG = 2_000_000_000L;

    /** Who has been woken before it goes to sleep does not sleep at all. */
    private static final long A_MOMENT = 10_000_000L;

    private static final int ROUNDS = 100_000;

    private final Gate gate = new Gate();

    @Test
    void an_open_gate_wakes_at_once() {
        gate.wake(Thread.currentThread());

        assertThat(isWoken(A_MOMENT)).isTrue();
    }

    @Test
    void a_closed_gate_wakes_when_it_opens() {
        gate.close();
        gate.wake(Thread.currentThread());

        assertThat(isWoken(A_MOMENT)).isFalse();

        gate.open();

        assertThat(isWoken(A_MOMENT)).isTrue();
    }

    @Test
    void who_comes_while_it_opens_is_woken() throws InterruptedException {
        var begun = new AtomicInteger();
        var opened = new AtomicInteger();
        Thread opener = Thread.ofPlatform().daemon().start(() -> open(begun, opened));
        for (int round = 1; round <= ROUNDS; round++) {
            gate.close();
            begun.set(round);
            RealTime.dawdle(50);
            gate.wake(Thread.currentThread());

            assertThat(isWoken(A_HANG)).as("woken in round %d", round).isTrue();

            while (opened.get() < round) {
                Thread.yield(); // there may be one processor
            }
        }
        opener.join();
    }

    private void open(AtomicInteger begun, AtomicInteger opened) {
        for (int round = 1; round <= ROUNDS; round++) {
            while (begun.get() < round) {
                Thread.yield(); // there may be one processor
            }
            RealTime.dawdle(50);
            gate.open();
            opened.set(round);
        }
    }

    private static boolean isWoken(long within) {
        long start = System.nanoTime();
        LockSupport.parkNanos(within);
        return System.nanoTime() - start < within;
    }
}
