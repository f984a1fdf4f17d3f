package session08.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import static session08.benchmarks.Contender.ERLANG;
import static session08.benchmarks.Contender.LIBRARY;
import static session08.benchmarks.Contender.PARK;
import static session08.benchmarks.Workload.COUNTING;
import static session08.benchmarks.Workload.PING_PONG;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import session08.benchmarks.Comparison.Row;
import session08.benchmarks.Launcher.Ended;
import session08.benchmarks.Launcher.Failed;
import session08.benchmarks.Launcher.Outcome;
import session08.benchmarks.Launcher.Over;
import session08.benchmarks.Launcher.Time;
import session08.benchmarks.SideBySide.Plan;
import session08.benchmarks.Workload.Case;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

class SideBySideTest {

    private static final Case NUMBERS = new Case(2, 10);
    private static final Row PINGS = new Row(PING_PONG, NUMBERS);
    private static final Row COUNTS = new Row(COUNTING, NUMBERS);

    @TempDir Path folder;

    /** Who was started, in order. */
    private final List<String> started = new ArrayList<>();

    private final List<String> progress = new ArrayList<>();
    private final Deque<Outcome> outcomes = new ArrayDeque<>();
    private long now;

    private Outcome launch(Contender contender, Workload workload, Case numbers, Time time) {
        started.add(contender + " " + workload);
        now += 1_000_000_000L;
        return outcomes.isEmpty() ? ended(100) : outcomes.remove();
    }

    private static Ended ended(long nanos) {
        return new Ended(new Measured(nanos, 10, 1, 0));
    }

    private SideBySide sideBySide(String run) {
        return new SideBySide(
                this::launch,
                Map.of(LIBRARY, "1", ERLANG, "25"),
                folder.resolve("log"),
                run,
                () -> now,
                progress::add);
    }

    private static Plan plan(int rounds, int more, Duration budget, Row... rows) {
        return new Plan(
                List.of(rows),
                List.of(LIBRARY, ERLANG, PARK),
                new Time(1, 1, 1, 1),
                rounds,
                more,
                budget);
    }

    private static Plan plan(int rounds, Row... rows) {
        return plan(rounds, 0, Duration.ofHours(1), rows);
    }

    @Test
    void contenders_take_turns_and_the_order_turns_round() {
        sideBySide("a").measure(plan(2, PINGS, COUNTS));

        assertThat(started)
                .containsExactly(
                        "LIBRARY PING_PONG", "ERLANG PING_PONG",
                        "LIBRARY COUNTING", "ERLANG COUNTING",
                        "ERLANG PING_PONG", "LIBRARY PING_PONG",
                        "ERLANG COUNTING", "LIBRARY COUNTING");
    }

    @Test
    void memory_differs_from_process_to_process_as_time_does() {
        outcomes.addAll(List.of(ended(300), ended(10), ended(30), ended(100), ended(200)));

        Row idle = new Row(Workload.IDLE, NUMBERS);
        Comparison comparison = sideBySide("a").measure(plan(3, idle));

        assertThat(comparison.entry(idle, LIBRARY).orElseThrow().each())
                .containsExactly(entry(0, 30.0), entry(1, 10.0), entry(2, 20.0));
    }

    @Test
    void the_median_of_the_rounds_counts() {
        outcomes.addAll(
                List.of(ended(300), ended(10), ended(20), ended(100), ended(200), ended(30)));

        Comparison comparison = sideBySide("a").measure(plan(3, PINGS));

        var ours = comparison.entry(PINGS, LIBRARY).orElseThrow();
        assertThat(ours.each()).containsExactly(entry(0, 30.0), entry(1, 10.0), entry(2, 20.0));
        assertThat(ours.median()).isEqualTo(20);
        assertThat(ours.least()).isEqualTo(10);
        assertThat(ours.most()).isEqualTo(30);
    }

    @Test
    void who_is_missing_is_not_started() {
        Comparison comparison = sideBySide("a").measure(plan(1, PINGS));

        assertThat(comparison.entry(PINGS, PARK)).isEmpty();
        assertThat(comparison.about().versions()).doesNotContainKey(PARK);
    }

    @Test
    void what_did_not_end_in_time_is_not_started_again() {
        outcomes.addAll(List.of(ended(10), new Over(1)));

        Comparison comparison = sideBySide("a").measure(plan(3, PINGS));

        assertThat(started).filteredOn("ERLANG PING_PONG"::equals).hasSize(1);
        assertThat(comparison.entry(PINGS, ERLANG).orElseThrow().problem()).isEqualTo("over 1 s");
        assertThat(comparison.failures()).isEmpty();
    }

    @Test
    void what_ended_in_time_before_keeps_its_numbers() {
        outcomes.addAll(List.of(ended(10), ended(10), new Over(1)));

        Comparison comparison = sideBySide("a").measure(plan(2, PINGS));

        assertThat(comparison.entry(PINGS, ERLANG).orElseThrow().each())
                .containsExactly(entry(0, 1.0));
    }

    @Test
    void once_wrong_is_wrong() {
        outcomes.addAll(List.of(ended(10), ended(10), new Failed("it came to 3")));

        Comparison comparison = sideBySide("a").measure(plan(2, PINGS));

        assertThat(comparison.entry(PINGS, ERLANG).orElseThrow().each()).isEmpty();
        assertThat(comparison.failures())
                .containsExactly("ping-pong, 10 there and back, Erlang: it came to 3");
    }

    @Test
    void a_round_that_would_end_too_late_is_left_out() {
        Comparison comparison = sideBySide("a").measure(plan(9, 0, Duration.ofSeconds(7), PINGS));

        assertThat(comparison.about().rounds()).isEqualTo(3);
        assertThat(progress).last().isEqualTo("No time for another round");
    }

    @ParameterizedTest
    @ValueSource(longs = {90, 110})
    void those_of_a_goal_that_is_near_are_measured_more_often(long nanos) {
        outcomes.addAll(List.of(ended(100), ended(100), ended(nanos), ended(100)));

        sideBySide("a").measure(plan(1, 2, Duration.ofHours(1), PINGS, COUNTS));

        assertThat(started.subList(4, started.size()))
                .containsExactly(
                        "ERLANG COUNTING", "LIBRARY COUNTING",
                        "LIBRARY COUNTING", "ERLANG COUNTING");
    }

    @Test
    void so_are_those_whose_best_and_worst_runs_do_not_agree() {
        outcomes.addAll(List.of(ended(50), ended(900), ended(100), ended(200)));

        sideBySide("a").measure(plan(2, 1, Duration.ofHours(1), COUNTS));

        assertThat(started).hasSize(6);
    }

    @ParameterizedTest(name = "{1} rounds with {0} of another opinion")
    @CsvSource({"0, 8", "1, 12", "2, 15"})
    void until_so_many_rounds_agree_that_a_coin_would_do_so_once_in_a_hundred_times(
            int others, int rounds) {
        for (int round = 0; round < 30; round++) {
            // Every other round starts with the one that is compared with.
            Ended ours = ended(round < others ? 110 : 90);
            outcomes.addAll(round % 2 == 0 ? List.of(ours, ended(100)) : List.of(ended(100), ours));
        }

        sideBySide("a").measure(plan(1, 29, Duration.ofHours(1), COUNTS));

        assertThat(started).hasSize(2 * rounds);
    }

    @ParameterizedTest
    @ValueSource(longs = {50, 200})
    void those_of_a_goal_that_is_not_near_are_not(long nanos) {
        outcomes.addAll(List.of(ended(nanos), ended(100)));

        sideBySide("a").measure(plan(1, 2, Duration.ofHours(1), COUNTS));

        assertThat(started).hasSize(2);
    }

    @Test
    void nor_is_anything_when_there_was_no_time_for_the_rounds() {
        sideBySide("a").measure(plan(3, 2, Duration.ofSeconds(3), COUNTS));

        assertThat(started).hasSize(2);
    }

    @Test
    void a_run_that_was_cut_off_goes_on_where_it_was() throws IOException {
        outcomes.add(ended(70));
        sideBySide("a").measure(plan(1, PINGS));
        Files.writeString(folder.resolve("log"), Files.readString(folder.resolve("log")) + "{\"ru");
        started.clear();

        sideBySide("a").measure(plan(1, PINGS, COUNTS));
        assertThat(started).containsExactly("LIBRARY COUNTING", "ERLANG COUNTING");

        started.clear();
        Comparison comparison = sideBySide("a").measure(plan(1, PINGS, COUNTS));
        assertThat(started).isEmpty();
        assertThat(comparison.entry(PINGS, LIBRARY).orElseThrow().each())
                .containsExactly(entry(0, 7.0));
    }

    @Test
    void what_another_program_measured_is_thrown_away() {
        sideBySide("a").measure(plan(1, PINGS));
        started.clear();

        sideBySide("b").measure(plan(1, PINGS));

        assertThat(started).hasSize(2);
        assertThat(folder.resolve("log")).content().doesNotContain("\"run\":\"a\"");
    }

    @Test
    void what_is_far_off_is_measured_twice_more() {
        outcomes.addAll(List.of(ended(1000), ended(10), ended(10), ended(10)));
        SideBySide sideBySide = sideBySide("a");
        Plan plan = plan(1, COUNTS, PINGS);
        Comparison first = sideBySide.measure(plan);
        started.clear();
        outcomes.addAll(List.of(ended(10), ended(10), ended(10), ended(10)));

        Comparison again = sideBySide.again(plan, first);

        assertThat(started).hasSize(4).allMatch(start -> start.endsWith("COUNTING"));
        assertThat(Goals.verdicts(first)).anyMatch(Goals.Verdict::isFarOff);
        assertThat(Goals.verdicts(again)).noneMatch(Goals.Verdict::isFarOff);
    }
}
