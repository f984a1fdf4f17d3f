package session08.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static session08.process.Processes.after;
import static session08.process.Processes.messages;
import static session08.process.Processes.monotonicTime;
import static session08.process.Processes.receive;
import static session08.process.Processes.self;
import static session08.process.Processes.send;
import static session08.process.Processes.sendAfter;
import static session08.process.Processes.sleep;
import static session08.process.Processes.spawn;
import static session08.process.Processes.until;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofNanos;
import static java.time.Duration.ofSeconds;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Guarantees 13 to 21: how long a receive waits. */
class TimeoutsTest {

    private record Go(int round) {}

    private record Tick(int round) {}

    private record Woken(Duration at) {}

    private static void queue(Object... messages) {
        for (Object message : messages) {
            send(self(), message);
        }
    }

    /**
     * A clock that moves only while its one process is parked, and wakes it long before the time is
     * over, as a park is free to do.
     */
    private static final class HastyScheduler implements Scheduler {
        private long now;
        private int readings;
        private int timedParks;
        private Runnable whileParked = () -> {};

        @Override
        public void start(Process<?> process) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long now() {
            readings++;
            return now;
        }

        @Override
        public void park(Process<?> process, long deadline) {
            if (deadline == Timeout.FOREVER) {
                throw new AssertionError("would wait for ever");
            }
            timedParks++;
            now += Math.max(1, (deadline - now) / 2);
            whileParked.run();
        }

        @Override
        public void wake(Process<?> process) {}

        @Override
        public void sleep(Process<?> process, long nanos) {
            now += nanos;
        }

        @Override
        public Timer after(long nanos, Runnable action) {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    @Tag("guarantee:13")
    void the_timeout_is_worked_out_once_and_before_the_first_look() {
        Simulation.run(
                () -> {
                    int[] asked = {0};

                    var outcome = receive(String.class, after(zeroAndAMessage(asked)));

                    assertThat(outcome).isEqualTo(new Received<>("sent on the way"));
                    assertThat(asked[0]).isEqualTo(1);
                });
    }

    private static Duration zeroAndAMessage(int[] asked) {
        asked[0]++;
        queue("sent on the way");
        return ZERO;
    }

    @Test
    @Tag("guarantee:13")
    void what_is_left_until_a_deadline_is_worked_out_when_the_timeout_is_made() {
        Simulation.run(
                () -> {
                    var timeout = until(monotonicTime().plusMillis(100));
                    sleep(ofMillis(60));

                    assertThat(receive(String.class, timeout)).isEqualTo(new TimedOut<>());
                    assertThat(monotonicTime()).isEqualTo(ofMillis(160));

                    var over = until(ofMillis(100));
                    assertThat(receive(String.class, over)).isEqualTo(new TimedOut<>());
                    assertThat(monotonicTime()).isEqualTo(ofMillis(160));
                });
    }

    @Test
    @Tag("guarantee:14")
    void a_look_of_no_time_finds_a_match_behind_ten_thousand_others() {
        Simulation.run(
                () -> {
                    for (int n = 0; n < 10_000; n++) {
                        queue(n);
                    }
                    queue("the match");

                    assertThat(receive(String.class, after(ZERO)))
                            .isEqualTo(new Received<>("the match"));
                    assertThat(messages()).hasSize(10_000);
                });
    }

    @Test
    @Tag("guarantee:14")
    void a_look_of_no_time_that_finds_nothing_gives_up_at_once() {
        Simulation.run(
                () -> {
                    queue(1, 2, 3);

                    assertThat(receive(String.class, after(ZERO))).isEqualTo(new TimedOut<>());
                    assertThat(monotonicTime()).isEqualTo(ZERO);
                    assertThat(messages()).containsExactly(1, 2, 3);
                });
    }

    @Test
    @Tag("guarantee:15")
    void messages_that_do_not_match_do_not_start_the_time_again() {
        Simulation.run(
                () -> {
                    Pid<Object> me = self();
                    spawn(
                            () -> {
                                for (int n = 1; n <= 10; n++) {
                                    sleep(ofMillis(40));
                                    send(me, n);
                                }
                            });

                    assertThat(receive(String.class, after(ofMillis(200))))
                            .isEqualTo(new TimedOut<>());

                    assertThat(monotonicTime()).isEqualTo(ofMillis(200));
                    assertThat(messages()).startsWith(1, 2, 3, 4).hasSizeBetween(4, 5);
                });
    }

    @Test
    @Tag("guarantee:16")
    void a_receive_that_matches_at_once_starts_no_timer() {
        var scheduler = new HastyScheduler();
        new World(scheduler, null)
                .enter(
                        "test",
                        () -> {
                            queue(1, "a match");

                            receive(String.class, after(ofSeconds(5)));
                            receive(String.class, after(ZERO));
                        });

        assertThat(scheduler.timedParks).isZero();
        assertThat(scheduler.readings).as("readings of the clock").isZero();
    }

    @Test
    @Tag("guarantee:16")
    void a_receive_that_finds_nothing_starts_its_timer_after_the_look() {
        var scheduler = new HastyScheduler();
        new World(scheduler, null)
                .enter(
                        "test",
                        () -> {
                            queue("slow to test");

                            receive(
                                    String.class,
                                    s -> {
                                        scheduler.now += 700; // the look takes its time
                                        return false;
                                    },
                                    after(ofNanos(1000)));
                        });

        assertThat(scheduler.timedParks).isPositive();
        assertThat(scheduler.now).isEqualTo(1700);
    }

    @Test
    @Tag("guarantee:17")
    void a_receive_ends_when_its_time_is_over_not_a_moment_before_or_after() {
        Simulation.run(
                () -> {
                    sleep(ofMillis(123));

                    receive(String.class, after(ofNanos(1)));
                    assertThat(monotonicTime()).isEqualTo(ofMillis(123).plusNanos(1));

                    receive(String.class, after(ofHours(5)));
                    assertThat(monotonicTime()).isEqualTo(ofMillis(123).plusNanos(1).plusHours(5));
                });
    }

    @Test
    @Tag("guarantee:17")
    void one_that_is_woken_too_early_goes_on_waiting_by_the_clock_of_its_scheduler() {
        var scheduler = new HastyScheduler();
        scheduler.now = 300;
        new World(scheduler, null).enter("test", () -> receive(String.class, after(ofNanos(1000))));

        assertThat(scheduler.timedParks).isGreaterThan(1);
        assertThat(scheduler.now).isEqualTo(300 + 1000);
    }

    @Test
    @Tag("guarantee:17")
    void unwanted_messages_do_not_end_it_early() {
        var scheduler = new HastyScheduler();
        scheduler.now = 800;
        new World(scheduler, null)
                .enter(
                        "test",
                        () -> {
                            Pid<Object> me = self();
                            scheduler.whileParked = () -> send(me, 1);
                            receive(String.class, after(ofNanos(1000)));
                        });

        assertThat(scheduler.now).isEqualTo(800 + 1000);
    }

    @Test
    @Tag("guarantee:17")
    void an_unwanted_message_a_nanosecond_before_the_end_does_not_end_it() {
        Simulation.run(
                () -> {
                    sendAfter(self(), 1, ofSeconds(1).minusNanos(1));

                    receive(String.class, after(ofSeconds(1)));

                    assertThat(monotonicTime()).isEqualTo(ofSeconds(1));
                });
    }

    @Test
    @Tag("guarantee:17")
    void a_receive_on_real_threads_is_never_early() {
        RealTime.run(
                () -> {
                    for (int round = 0; round < 20; round++) {
                        Duration timeout = ofNanos(round * 500_000L + 1);
                        long before = System.nanoTime();

                        var outcome = receive(String.class, after(timeout));

                        assertThat(outcome).isEqualTo(new TimedOut<>());
                        assertThat(ofNanos(System.nanoTime() - before))
                                .isGreaterThanOrEqualTo(timeout);
                    }
                });
    }

    @Test
    @Tag("guarantee:17")
    @org.junit.jupiter.api.Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
    void a_short_wait_after_a_long_one_is_not_put_off() {
        RealTime.run(
                () -> {
                    Pid<Object> main = self();
                    Pid<Object> waiter =
                            spawn(
                                    () -> {
                                        receive(String.class, after(ofHours(1)));
                                        send(main, receive(Integer.class, after(ofMillis(1))));
                                    });
                    sleep(ofMillis(10));
                    send(waiter, "the end of the long one");

                    assertThat(receive(TimedOut.class)).isEqualTo(new TimedOut<>());
                });
    }

    @Test
    @Tag("guarantee:17")
    @org.junit.jupiter.api.Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
    void a_long_wait_after_a_short_one_is_not_cut_short() {
        RealTime.run(
                () -> {
                    Pid<Object> main = self();
                    Pid<Object> waiter =
                            spawn(
                                    () -> {
                                        receive(String.class, after(ofMillis(40)));
                                        long before = System.nanoTime();
                                        receive(Integer.class, after(ofMillis(80)));
                                        send(main, ofNanos(System.nanoTime() - before));
                                    });
                    sleep(ofMillis(10));
                    send(waiter, "the end of the short one");

                    assertThat(receive(Duration.class)).isGreaterThanOrEqualTo(ofMillis(80));
                });
    }

    @Test
    @Tag("guarantee:36")
    @org.junit.jupiter.api.Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
    void a_process_that_has_ended_is_not_kept_by_the_time_it_might_have_waited() {
        RealTime.run(
                () -> {
                    WeakReference<Pid<?>> ended = waitedInVain();
                    Garbage.assertCollected(() -> ended.get() == null);
                });
    }

    private static WeakReference<Pid<?>> waitedInVain() {
        Pid<Object> main = self();
        Pid<Object> waiter =
                spawn(
                        () -> {
                            send(main, Thread.currentThread());
                            receive(String.class, after(ofHours(1)));
                            send(main, "done");
                        });
        Thread thread = receive(Thread.class);
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        send(waiter, "the end of it");
        receive(String.class);
        return new WeakReference<>(waiter);
    }

    @Test
    @Tag("guarantee:18")
    void a_negative_timeout_is_refused_in_a_sentence() {
        assertThatThrownBy(() -> after(ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "a timeout must not be negative, but was PT-0.001S: use Duration.ZERO for"
                                + " at once, or until(deadline) for what is left of a time");
        assertThatThrownBy(() -> after(ofSeconds(Long.MIN_VALUE)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must not be negative");
    }

    @ParameterizedTest
    @Tag("guarantee:18")
    @ValueSource(longs = {0xffff_ffffL, 9_223_372_036L, 9_223_372_037L, Long.MAX_VALUE})
    void a_very_long_timeout_waits(long seconds) {
        Simulation.run(
                () -> {
                    sleep(ofSeconds(10));
                    sendAfter(self(), "a century later", ofDays(36_500));

                    assertThat(receive(String.class, after(ofSeconds(seconds))))
                            .isEqualTo(new Received<>("a century later"));
                });
    }

    @ParameterizedTest
    @Tag("guarantee:18")
    @ValueSource(longs = {0xffff_ffffL, 9_223_372_036L, 9_223_372_037L, Long.MAX_VALUE})
    @org.junit.jupiter.api.Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
    void a_very_long_timeout_waits_on_real_threads_too(long seconds) {
        RealTime.run(
                () -> {
                    sendAfter(self(), "soon", ofMillis(5));

                    assertThat(receive(String.class, after(ofSeconds(seconds))))
                            .isEqualTo(new Received<>("soon"));
                });
    }

    @Test
    @Tag("guarantee:19")
    void a_message_that_arrives_as_the_timer_fires_is_received() {
        for (long seed = 0; seed < 20; seed++) {
            Simulation.run(
                    seed,
                    () -> {
                        sendAfter(self(), "at the last moment", ofSeconds(1));

                        assertThat(receive(String.class, after(ofSeconds(1))))
                                .isEqualTo(new Received<>("at the last moment"));
                    });
        }
    }

    @Test
    @Tag("guarantee:19")
    @org.junit.jupiter.api.Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
    void of_messages_that_race_with_the_timer_none_is_lost() {
        RealTime.run(
                () -> {
                    Pid<Object> me = self();
                    Pid<Go> sender = spawn(() -> tickWhenTold(me));
                    for (int round = 0; round < 5_000; round++) {
                        send(sender, new Go(round));
                        Duration timeout = ofNanos(ThreadLocalRandom.current().nextInt(60_000));
                        Tick tick =
                                switch (receive(Tick.class, after(timeout))) {
                                    case Received(Tick inTime) -> inTime;
                                    case TimedOut() -> late(round);
                                };
                        assertThat(tick).isEqualTo(new Tick(round));
                    }
                    assertThat(messages()).isEmpty();
                    send(sender, new Go(-1));
                });
    }

    private static Tick late(int round) {
        return switch (receive(Tick.class, after(ofSeconds(20)))) {
            case Received(Tick tick) -> tick;
            case TimedOut() -> throw new AssertionError("the tick of round " + round + " is lost");
        };
    }

    private static TailCall<Go> tickWhenTold(Pid<Object> to) {
        int round = receive(Go.class).round();
        if (round < 0) {
            return Processes.stop();
        }
        RealTime.dawdle(1_000);
        send(to, new Tick(round));
        return () -> tickWhenTold(to);
    }

    @Test
    @Tag("guarantee:20")
    void ten_thousand_processes_with_one_deadline_all_wake_at_it() {
        Simulation.run(
                () -> {
                    spawnWaiting(10_000, ofSeconds(5));
                    for (int n = 0; n < 10_000; n++) {
                        assertThat(receive(Woken.class).at()).isEqualTo(ofSeconds(5));
                    }
                });
    }

    @Test
    @Tag("guarantee:20")
    @org.junit.jupiter.api.Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
    void ten_thousand_processes_with_one_deadline_all_wake_on_real_threads() {
        RealTime.run(
                () -> {
                    Duration deadline = monotonicTime().plusMillis(200);
                    spawnWaiting(10_000, deadline);
                    for (int n = 0; n < 10_000; n++) {
                        assertThat(receive(Woken.class).at()).isGreaterThanOrEqualTo(deadline);
                    }
                });
    }

    private static void spawnWaiting(int count, Duration deadline) {
        Pid<Object> me = self();
        for (int n = 0; n < count; n++) {
            spawn(
                    () -> {
                        receive(String.class, until(deadline));
                        send(me, new Woken(monotonicTime()));
                    });
        }
    }

    @Test
    @Tag("guarantee:21")
    void after_a_timeout_the_next_receive_looks_from_the_oldest_message_again() {
        Simulation.run(
                () -> {
                    queue("first");
                    sendAfter(self(), "second", ofMillis(50));

                    assertThat(receive(Integer.class, after(ofMillis(100))))
                            .isEqualTo(new TimedOut<>());

                    assertThat(receive(String.class)).isEqualTo("first");
                    assertThat(receive(String.class)).isEqualTo("second");
                });
    }

    @Test
    void a_timer_that_was_cancelled_in_time_does_not_send_and_one_that_was_not_has_sent() {
        RealTime.run(
                () -> {
                    for (int i = 0; i < 20_000; i++) {
                        Timer timer = sendAfter(self(), i, ofNanos(i % 2_000));
                        // One that waits is woken while the timer is still at it.
                        Awaited<Integer> early = receive(Integer.class, after(ofNanos(i % 3_000)));

                        boolean cancelled = timer.cancel();

                        Awaited<Integer> late = receive(Integer.class, after(ZERO));
                        List<Object> sent = new ArrayList<>(List.of(early, late));
                        sent.removeIf(outcome -> outcome instanceof TimedOut<?>);
                        assertThat(sent)
                                .as("sent, with cancelled " + cancelled)
                                .hasSize(cancelled ? 0 : 1);
                    }
                    assertThat(messages()).isEmpty();
                });
    }
}
