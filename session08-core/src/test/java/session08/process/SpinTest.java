package session08.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.function.IntPredicate;

/** When a process looks again before it parks. Its clock goes on by one with each reading. */
class SpinTest {

    private static final class CountingScheduler implements Scheduler {
        private long now;
        private long spinning = 10;
        private int gaveWay;
        private Runnable meanwhile = () -> {};

        @Override
        public void start(Process<?> process) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long now() {
            return now++;
        }

        @Override
        public long spinning() {
            return spinning;
        }

        @Override
        public boolean giveWay() {
            gaveWay++;
            meanwhile.run();
            return true;
        }

        @Override
        public void park(Process<?> process, long deadline) {
            meanwhile.run();
        }

        @Override
        public void wake(Process<?> process) {}

        @Override
        public void sleep(Process<?> process, long nanos) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Timer after(long nanos, Runnable action) {
            throw new UnsupportedOperationException();
        }
    }

    private final CountingScheduler scheduler = new CountingScheduler();
    private final World world = new World(scheduler, null);
    private final Process<Object> process = world.process("it", null);
    private final Process<Object> other = world.process("other", null);

    /** On how many of so many waits it looks, if it sends something before each. */
    private int looks(int waits, IntPredicate wakes, IntPredicate comes) {
        int[] looks = {0};
        asIts(
                () -> {
                    for (int n = 0; n < waits; n++) {
                        int wait = n;
                        boolean[] looked = {false};
                        Process.sent(wakes.test(wait), null);
                        process.spinForMessage(
                                () -> {
                                    looked[0] = true;
                                    return comes.test(wait);
                                },
                                true);
                        looks[0] += looked[0] ? 1 : 0;
                    }
                });
        return looks[0];
    }

    /** Only a thread that has been spawned knows by its handler whose it is. */
    private void asIts(Runnable body) {
        var thread = Thread.ofVirtual().uncaughtExceptionHandler(process).unstarted(body);
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void who_has_sent_nothing_does_not_look() {
        int[] looks = {0};
        asIts(
                () -> {
                    for (int wait = 0; wait < 10_000; wait++) {
                        process.spinForMessage(() -> ++looks[0] > 0, false);
                    }
                });
        assertThat(looks[0]).isZero();
    }

    @Test
    void where_it_never_comes_there_is_a_look_now_and_then() {
        assertThat(looks(10_000, wait -> true, wait -> false)).isBetween(1, 10_000 / 256);
        assertThat(looks(10_000, wait -> wait % 2 == 0, wait -> false)).isBetween(1, 10_000 / 128);
    }

    @Test
    void where_it_comes_and_nobody_is_woken_there_is_a_look_each_time() {
        assertThat(looks(10_000, wait -> false, wait -> true)).isEqualTo(10_000 - 255);
    }

    @Test
    void who_wakes_nobody_for_once_looks_at_once() {
        assertThat(looks(100, wait -> wait == 0, wait -> true)).isEqualTo(99);
    }

    @Test
    void who_wakes_others_looks_seldom_though_it_comes() {
        assertThat(looks(10_000, wait -> true, wait -> true)).isBetween(1, 10_000 / 16);
    }

    @Test
    void luck_that_fails_is_soon_used_up() {
        assertThat(looks(200, wait -> wait == 0, wait -> wait < 50)).isBetween(50, 60);
    }

    @Test
    void one_processor_has_no_time_to_look() {
        scheduler.spinning = 0;

        assertThat(looks(10_000, wait -> wait % 2 == 0, wait -> true)).isZero();
    }

    @Test
    void a_look_is_as_long_as_the_scheduler_says() {
        scheduler.spinning = 1_000;

        assertThat(looks(256, wait -> true, wait -> false)).isEqualTo(1);
        assertThat(scheduler.now).isBetween(1_000L, 1_010L);
    }

    @Test
    void who_wakes_nobody_for_once_looks_for_a_moment_only() {
        scheduler.spinning = 1_000;

        assertThat(looks(2, wait -> wait == 0, wait -> false)).isEqualTo(1);
        assertThat(scheduler.now).isBetween(1L, 310L);
    }

    @Test
    void who_only_gets_gives_way_if_several_came_together() {
        var came = new ArrayList<Boolean>();
        asIts(
                () -> {
                    came.add(process.spinForMessage(() -> false, true));
                    came.add(process.spinForMessage(() -> true, true));
                });
        assertThat(came).containsExactly(false, true);
        assertThat(scheduler.gaveWay).isEqualTo(2);
    }

    @Test
    void nobody_else_gives_way() {
        asIts(
                () -> {
                    process.spinForMessage(() -> true, false);
                    process.spinForAnswer(() -> true);
                    Process.sent(false, null);
                    process.spinForMessage(() -> true, true);
                });
        assertThat(scheduler.gaveWay).isZero();
    }

    @Test
    void what_was_taken_over_last_says_whether_several_came_together() {
        var gaveWay = new ArrayList<Integer>();
        scheduler.meanwhile = () -> process.add("the next");
        asIts(
                () -> {
                    for (int together : new int[] {1, 2, 1, 3}) {
                        for (int n = 0; n < together; n++) {
                            process.add("one of them");
                        }
                        process.removeAll();
                        int before = scheduler.gaveWay;
                        process.take(Object.class, null, Timeout.FOREVER);
                        gaveWay.add(scheduler.gaveWay - before);
                    }
                });
        assertThat(gaveWay).containsExactly(0, 1, 0, 1);
    }

    @Test
    void who_has_woken_one_that_runs_already_stays_for_longer_now_and_then() {
        assertThat(longestLook(() -> process.spinForMessage(() -> false, false))).isEqualTo(8);
    }

    @Test
    void who_has_woken_one_that_does_not_run_yet_does_not_stay() {
        other.add("a message that it has not seen");

        assertThat(longestLook(() -> process.spinForMessage(() -> false, false))).isEqualTo(1);
    }

    @Test
    void who_waits_for_an_answer_does_not_stay() {
        assertThat(longestLook(() -> process.spinForAnswer(() -> false))).isEqualTo(1);
    }

    /** Of 10 000 waits, before each of which it wakes the other one. A usual look is 1. */
    private long longestLook(Runnable wait) {
        scheduler.spinning = 1_000;
        long[] longest = {0};
        asIts(
                () -> {
                    for (int n = 0; n < 10_000; n++) {
                        Process.sent(true, other);
                        long before = scheduler.now;
                        wait.run();
                        longest[0] = Math.max(longest[0], scheduler.now - before);
                    }
                });
        return longest[0] / scheduler.spinning;
    }
}
