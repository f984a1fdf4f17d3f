package session08.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import static session08.benchmarks.Contender.LIBRARY;
import static session08.benchmarks.Workload.BANKING;
import static session08.benchmarks.Workload.IDLE;

import org.junit.jupiter.api.Test;

import session08.benchmarks.Launcher.Ended;
import session08.benchmarks.Launcher.Outcome;
import session08.benchmarks.Launcher.Over;
import session08.benchmarks.Launcher.Time;
import session08.benchmarks.Workload.Case;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

class NearProcessorsTest {

    private static final double NEAR = 30;
    private static final double APART = 200;

    /** What is seen from the first launch on; then what was seen last. */
    private final Deque<Double> hops = new ArrayDeque<>();

    /** What happened. */
    private final List<String> happened = new ArrayList<>();

    private final List<String> progress = new ArrayList<>();
    private double hop = NEAR;
    private int launches;

    private double look() {
        if (!hops.isEmpty()) {
            hop = hops.remove();
        }
        happened.add(hop == APART ? "apart" : "near");
        return hop;
    }

    private Outcome launch(Outcome... outcomes) {
        return launch(BANKING, outcomes);
    }

    /** The last outcome is repeated. */
    private Outcome launch(Workload workload, Outcome... outcomes) {
        Launcher launcher =
                (contender, what, numbers, time) -> {
                    happened.add("launch");
                    return outcomes[Math.min(launches++, outcomes.length - 1)];
                };
        return new NearProcessors(this::look, () -> {}, progress::add)
                .around(launcher)
                .launch(LIBRARY, workload, new Case(1, 1), new Time(1, 1, 1, 1));
    }

    private static Ended ended(long nanos) {
        return new Ended(new Measured(nanos, 1, 1, 0));
    }

    /** All that is looked at beforehand is near. */
    private void then(double... seen) {
        for (int look = 0; look < 40; look++) {
            hops.add(NEAR);
        }
        for (double one : seen) {
            hops.add(one);
        }
    }

    private List<String> afterTheFirstLooks() {
        return happened.subList(40, happened.size());
    }

    @Test
    void what_begins_and_ends_near_counts() {
        assertThat(launch(ended(1))).isEqualTo(ended(1));
        assertThat(afterTheFirstLooks()).containsExactly("near", "launch", "near");
        assertThat(progress).isEmpty();
    }

    @Test
    void nothing_is_launched_before_they_are_near() {
        then(APART, APART, NEAR, NEAR);

        assertThat(launch(ended(1))).isEqualTo(ended(1));
        assertThat(afterTheFirstLooks())
                .containsExactly("apart", "apart", "near", "launch", "near");
    }

    @Test
    void what_ends_apart_does_not_count() {
        then(NEAR, APART, NEAR, NEAR);

        assertThat(launch(ended(2), ended(1))).isEqualTo(ended(1));
        assertThat(progress)
                .containsExactly(
                        "the processors are apart, 200 ns for 30: that does not count, and once"
                                + " more");
    }

    @Test
    void what_is_faster_while_they_are_apart_does_not_count_either() {
        then(NEAR, APART, NEAR, NEAR);

        assertThat(launch(ended(1), ended(2))).isEqualTo(ended(2));
    }

    @Test
    void what_ends_apart_three_times_counts() {
        then(NEAR, APART, NEAR, APART, NEAR, APART);

        assertThat(launch(ended(1), ended(2), ended(3), ended(4))).isEqualTo(ended(3));
        assertThat(progress).hasSize(3).last().asString().contains("it counts, though");
    }

    @Test
    void they_are_not_awaited_for_ever() {
        then(APART);

        assertThat(launch(ended(1), ended(2), ended(3))).isEqualTo(ended(3));
        assertThat(happened.stream().filter("apart"::equals)).hasSize(3 * (41 + 1));
    }

    @Test
    void what_did_not_end_is_not_launched_again() {
        then(NEAR, APART);

        assertThat(launch(new Over(15), ended(1))).isEqualTo(new Over(15));
    }

    @Test
    void memory_is_the_same_near_and_apart() {
        then(APART);

        assertThat(launch(IDLE, ended(1), ended(2))).isEqualTo(ended(1));
        assertThat(afterTheFirstLooks()).containsExactly("launch");
    }

    @Test
    void where_they_are_always_apart_that_is_near() {
        hop = APART;

        assertThat(launch(ended(1), ended(2))).isEqualTo(ended(1));
        assertThat(progress).isEmpty();
    }

    @Test
    void what_need_not_be_near_is_not_waited_for() {
        assertThat(
                        NearProcessors.orNot()
                                .<Integer, RuntimeException>measure(() -> ++launches, any -> true))
                .isEqualTo(1);
    }

    @Test
    void a_hop_takes_some_time() {
        assertThat(Hop.nanos()).isBetween(1.0, 1_000_000.0);
    }
}
