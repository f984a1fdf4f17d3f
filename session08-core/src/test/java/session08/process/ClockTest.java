package session08.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

@Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
class ClockTest {

    private static final long HOUR = 3_600_000_000_000L;

    private final Clock clock = Clock.start();
    private final LinkedBlockingQueue<String> rung = new LinkedBlockingQueue<>();

    private final class Ring extends Clock.Ring {
        private final String name;
        private volatile boolean over;

        Ring(String name, long time) {
            super(time);
            this.name = name;
        }

        @Override
        void ring() {
            rung.add(Clock.now() < time() ? name + " too early" : name);
        }

        @Override
        boolean isOver() {
            return over;
        }
    }

    @Test
    void rings_come_in_the_order_of_their_times_and_never_early() throws InterruptedException {
        long now = Clock.now();
        clock.set(new Ring("far away", now + HOUR));
        clock.set(new Ring("third", now + 30_000_000));
        clock.set(new Ring("first", now + 10_000_000));
        clock.set(new Ring("second", now + 20_000_000));

        assertThat(List.of(rung.take(), rung.take(), rung.take()))
                .containsExactly("first", "second", "third");
        assertThat(rung).isEmpty();
    }

    @Test
    void of_one_moment_those_that_were_set_first_ring_first() throws InterruptedException {
        var expected = new ArrayList<String>();
        long time = Clock.now() + 20_000_000;
        for (int n = 0; n < 1_000; n++) {
            clock.set(new Ring("ring " + n, time));
            expected.add("ring " + n);
        }

        var order = new ArrayList<String>();
        for (int n = 0; n < 1_000; n++) {
            order.add(rung.take());
        }
        assertThat(order).isEqualTo(expected);
    }

    @Test
    void one_that_was_due_long_ago_rings_at_once() throws InterruptedException {
        clock.set(new Ring("long ago", 0));

        assertThat(rung.take()).isEqualTo("long ago");
    }

    @Test
    void one_that_throws_is_reported_and_the_others_still_ring() {
        String report =
                Captured.err(
                        () -> {
                            clock.set(
                                    new Clock.Ring(0) {
                                        @Override
                                        void ring() {
                                            throw new IllegalStateException("the bell is cracked");
                                        }

                                        @Override
                                        boolean isOver() {
                                            return false;
                                        }
                                    });
                            clock.set(new Ring("later", Clock.now() + 10_000_000));
                            while (rung.isEmpty()) {
                                Thread.onSpinWait();
                            }
                        });

        assertThat(rung).containsExactly("later");
        assertThat(report).contains("the bell is cracked");
    }

    @Test
    void what_is_over_does_not_stay_until_its_time() {
        List<WeakReference<Ring>> rings = setAndEnd(100_000);

        Garbage.assertCollected(() -> left(rings) <= 2_048);
    }

    @Test
    void what_came_and_was_over_while_others_rang_does_not_stay_either()
            throws InterruptedException {
        var ringing = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        clock.set(
                new Clock.Ring(0) {
                    @Override
                    void ring() {
                        ringing.countDown();
                        try {
                            goOn.await();
                        } catch (InterruptedException e) {
                            throw new AssertionError("nobody interrupts the clock", e);
                        }
                    }

                    @Override
                    boolean isOver() {
                        return false;
                    }
                });
        ringing.await();
        List<WeakReference<Ring>> rings = setAndEnd(10_000);
        goOn.countDown();

        Garbage.assertCollected(() -> left(rings) <= 2_048);
    }

    private List<WeakReference<Ring>> setAndEnd(int count) {
        var rings = new ArrayList<WeakReference<Ring>>();
        for (int n = 0; n < count; n++) {
            var ring = new Ring("over", Clock.now() + HOUR);
            rings.add(new WeakReference<>(ring));
            clock.set(ring);
            ring.over = true;
            clock.ringIsOver();
        }
        return rings;
    }

    private static long left(List<WeakReference<Ring>> rings) {
        return rings.stream().filter(ring -> ring.get() != null).count();
    }
}
