package session08.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static session08.benchmarks.Contender.ERLANG;
import static session08.benchmarks.Contender.LIBRARY;
import static session08.benchmarks.Contender.PEKKO;
import static session08.benchmarks.Contender.TRANSFER_QUEUE;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

import session08.benchmarks.Comparison.About;
import session08.benchmarks.Comparison.Entry;
import session08.benchmarks.Goals.Verdict;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import javax.xml.parsers.DocumentBuilderFactory;

class ComparisonReportTest {

    private static Entry entry(
            Workload workload, int size, int count, Contender contender, Double... each) {
        var byRound = new TreeMap<Integer, Double>();
        for (int round = 0; round < each.length; round++) {
            byRound.put(round, each[round]);
        }
        return new Entry(workload, size, count, contender, byRound, List.of(), null);
    }

    private static Entry over(Workload workload, int size, int count, Contender contender) {
        return new Entry(workload, size, count, contender, new TreeMap<>(), List.of(), "over 20 s");
    }

    private static Comparison comparison(Entry... entries) {
        return comparison(3, entries);
    }

    private static Comparison comparison(int rounds, Entry... entries) {
        return new Comparison(
                new About(
                        "2026-11-22",
                        2,
                        rounds,
                        Map.of(LIBRARY, "JDK 25", ERLANG, "OTP 25", TRANSFER_QUEUE, "JDK 25")),
                List.of(entries));
    }

    private static String text(Entry... entries) {
        return new ComparisonReport(comparison(entries)).text();
    }

    @Test
    void a_row_has_the_median_of_this_library_and_the_ratios_of_the_others() {
        assertThat(
                        text(
                                entry(Workload.COUNTING, 1, 1000, LIBRARY, 30.0, 10.0, 20.0),
                                entry(Workload.COUNTING, 1, 1000, ERLANG, 50.0, 50.0, 60.0)))
                .contains(
                        "| counting, 1\u00a0000 increments | message |"
                                + " 20.0\u00a0ns<br>10.0\u00a0ns to 30.0\u00a0ns |"
                                + " 3.00×<br>50.0\u00a0ns |");
    }

    @Test
    void it_says_how_often_each_was_started() {
        Entry ours = entry(Workload.COUNTING, 1, 1000, LIBRARY, 20.0);

        assertThat(new ComparisonReport(comparison(1, ours)).text()).contains("started\nonce, by");
        assertThat(new ComparisonReport(comparison(23, ours)).text())
                .contains("started\nup to 23 times, by");
    }

    @Test
    void a_ratio_is_of_what_was_measured_in_the_same_round() {
        // The machine was slow in the second and in the fifth round, and for once in between.
        Entry ours = entry(Workload.COUNTING, 1, 1000, LIBRARY, 9.0, 90.0, 90.0, 9.0, 90.0);
        Entry theirs = entry(Workload.COUNTING, 1, 1000, ERLANG, 10.0, 100.0, 10.0, 10.0, 100.0);

        assertThat(ours.median() / theirs.median()).isEqualTo(9);
        assertThat(ours.times(theirs)).isEqualTo(0.9);
        assertThat(verdict("against Erlang", ours, theirs).isMet()).isTrue();
    }

    @Test
    void rounds_that_only_one_was_in_do_not_count() {
        Entry ours = entry(Workload.COUNTING, 1, 1000, LIBRARY, 10.0, 20.0, 20.0, 20.0);
        Entry theirs = entry(Workload.COUNTING, 1, 1000, ERLANG, 10.0);

        assertThat(ours.times(theirs)).isEqualTo(1);
        assertThat(theirs.times(ours)).isEqualTo(1);
    }

    @Test
    void a_row_that_this_library_loses_stands_out() {
        assertThat(
                        text(
                                entry(Workload.COUNTING, 1, 1000, LIBRARY, 20.0),
                                entry(Workload.COUNTING, 1, 1000, ERLANG, 10.0)))
                .contains(" **0.50×**<br>10.0\u00a0ns |");
    }

    @Test
    void who_is_missing_or_has_no_such_thing_or_was_too_slow_is_said_to_be() {
        String text =
                text(
                        entry(Workload.PRIORITY, 100_000, 1, LIBRARY, 20.0),
                        over(Workload.PRIORITY, 100_000, 1, ERLANG),
                        entry(Workload.COUNTING, 1, 1000, LIBRARY, 20.0));

        assertThat(text)
                .contains("- Pekko typed: **missing**, not measured\n")
                .contains("| over 20 s | has none | has none | has none |")
                .contains("| not measured | missing | missing | not measured |");
    }

    @Test
    void memory_is_in_bytes() {
        var entry =
                new Entry(
                        Workload.IDLE,
                        1000,
                        1,
                        LIBRARY,
                        new TreeMap<>(Map.of(0, 1051.4)),
                        List.of(1500.0),
                        null);

        assertThat(text(entry))
                .contains("| 1\u00a0051\u00a0B<br>")
                .contains("- idle processes, 1\u00a0000 processes: this library 1\u00a0500\u00a0B");
    }

    @Test
    void another_country_writes_the_same_numbers() {
        Entry[] entries = {
            entry(Workload.COUNTING, 1, 1000, LIBRARY, 30.5),
            entry(Workload.COUNTING, 1, 1000, ERLANG, 1.25)
        };
        var report = new ComparisonReport(comparison(entries));
        String text = report.text();
        String chart = report.chart();
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertThat(report.text()).isEqualTo(text);
            assertThat(report.chart()).isEqualTo(chart);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void numbers_are_read_as_they_were_written() {
        var written =
                comparison(
                        entry(Workload.COUNTING, 1, 1000, LIBRARY, 30.0, 10.0),
                        over(Workload.COUNTING, 1, 1000, ERLANG));

        assertThat(Comparison.read(written.json(), "file")).isEqualTo(written);
    }

    @Test
    void numbers_that_nobody_can_have_measured_are_refused() {
        String negative = comparison(entry(Workload.COUNTING, 1, 1000, LIBRARY, -1.0)).json();

        assertThatThrownBy(() -> Comparison.read(negative, "file"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("file: neither measured nor a problem: ");
        assertThatThrownBy(() -> Comparison.read("{}", "file"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("file has no entries");
        assertThatThrownBy(() -> Comparison.read("[", "file"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("file is no comparison: ");
    }

    // ---- the chart ------------------------------------------------------------------------------

    private static List<Element> bars(Entry... entries) throws Exception {
        String svg = new ComparisonReport(comparison(entries)).chart();
        var all =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(svg)))
                        .getElementsByTagName("rect");
        var found = new ArrayList<Element>();
        for (int i = 0; i < all.getLength(); i++) {
            var rectangle = (Element) all.item(i);
            if (rectangle.getAttribute("height").equals("9.0")) {
                found.add(rectangle);
            }
        }
        return found;
    }

    private static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }

    @Test
    void twice_as_much_is_as_far_to_the_right_as_half_is_to_the_left() throws Exception {
        var bars =
                bars(
                        entry(Workload.COUNTING, 1, 1000, LIBRARY, 20.0),
                        entry(Workload.COUNTING, 1, 1000, ERLANG, 40.0),
                        entry(Workload.COUNTING, 1, 1000, TRANSFER_QUEUE, 10.0));

        double one = number(bars.get(0), "x");
        assertThat(number(bars.get(0), "width")).isEqualTo(number(bars.get(1), "width"));
        assertThat(number(bars.get(1), "x") + number(bars.get(1), "width")).isEqualTo(one);
    }

    @Test
    void the_bar_of_what_was_too_slow_goes_to_the_end() throws Exception {
        var bars =
                bars(
                        entry(Workload.COUNTING, 1, 1000, LIBRARY, 20.0),
                        over(Workload.COUNTING, 1, 1000, ERLANG));

        assertThat(number(bars.get(0), "x") + number(bars.get(0), "width")).isEqualTo(940);
    }

    @Test
    void a_bar_that_is_too_long_goes_to_the_end_and_no_further() throws Exception {
        var bars =
                bars(
                        entry(Workload.COUNTING, 1, 1000, LIBRARY, 1.0),
                        entry(Workload.COUNTING, 1, 1000, ERLANG, 3e6));

        assertThat(number(bars.get(0), "x") + number(bars.get(0), "width")).isEqualTo(940);
    }

    @Test
    void what_took_too_long_may_still_be_small() throws Exception {
        Entry ours = entry(Workload.IDLE, 1000, 1, LIBRARY, 900.0);
        Entry theirs = over(Workload.IDLE, 1000, 1, ERLANG);

        assertThat(bars(ours, theirs)).isEmpty();
        assertThat(Goals.verdicts(comparison(ours, theirs))).isEmpty();
    }

    // ---- the goals ------------------------------------------------------------------------------

    private static Verdict verdict(String what, Entry... entries) {
        return Goals.verdicts(comparison(entries)).stream()
                .filter(verdict -> verdict.what().contains(what))
                .findFirst()
                .orElseThrow();
    }

    private static Verdict counting(double ours, double theirs) {
        return verdict(
                "against Erlang",
                entry(Workload.COUNTING, 1, 1000, LIBRARY, ours),
                entry(Workload.COUNTING, 1, 1000, ERLANG, theirs));
    }

    @Test
    void a_goal_is_met_or_missed_or_far_off() {
        assertThat(counting(10, 10)).matches(Verdict::isMet).matches(v -> !v.isFarOff());
        assertThat(counting(11, 10)).matches(v -> !v.isMet()).matches(v -> !v.isFarOff());
        assertThat(counting(31, 10)).matches(v -> !v.isMet()).matches(Verdict::isFarOff);
        assertThat(counting(31, 10).line()).endsWith("| 3.10× | 1.00× | 0 of 1 | **far off** |");
    }

    @Test
    void an_idle_process_may_hold_a_third() {
        Verdict verdict =
                verdict(
                        "against Erlang",
                        entry(Workload.IDLE, 1000, 1, LIBRARY, 900.0),
                        entry(Workload.IDLE, 1000, 1, ERLANG, 2600.0));

        assertThat(verdict.isMet()).isFalse();
        assertThat(verdict.isFarOff()).isFalse();
    }

    @Test
    void the_one_that_did_not_end_in_time_has_lost() {
        Entry ours = entry(Workload.COUNTING, 1, 1000, LIBRARY, 10.0);
        Entry theirs = entry(Workload.COUNTING, 1, 1000, ERLANG, 10.0);

        assertThat(verdict("Erlang", ours, over(Workload.COUNTING, 1, 1000, ERLANG)).isMet())
                .isTrue();
        Verdict lost = verdict("Erlang", over(Workload.COUNTING, 1, 1000, LIBRARY), theirs);
        assertThat(lost.isFarOff()).isTrue();
        assertThat(lost.line()).endsWith("| did not end in time | 1.00× |  | **far off** |");
    }

    @Test
    void flat_is_the_most_against_the_fewest() {
        Verdict verdict =
                verdict(
                        "look",
                        entry(Workload.LOOK, 1_000_000, 5, LIBRARY, 21.0),
                        entry(Workload.LOOK, 1_000, 5, LIBRARY, 10.0),
                        entry(Workload.LOOK, 10_000, 5, LIBRARY, 90.0));

        assertThat(verdict.value()).isEqualTo(2.1);
        assertThat(verdict.isMet()).isFalse();
    }

    @Test
    void there_is_no_goal_where_nothing_was_measured() {
        assertThat(
                        Goals.verdicts(
                                comparison(
                                        entry(Workload.COUNTING, 1, 1000, LIBRARY, 10.0),
                                        entry(Workload.COUNTING, 1, 1000, PEKKO, 1.0))))
                .isEmpty();
    }

    @Test
    void the_table_counts_what_is_met() {
        assertThat(Goals.table(List.of(counting(5, 10), counting(20, 10))))
                .contains("1 of 2 are met, 0 of these perhaps by chance:")
                .contains("| 0.50× | 1.00× | 1 of 1 | met |\n")
                .contains("| 2.00× | 1.00× | 0 of 1 | **missed** |\n");
    }

    @Test
    void it_counts_what_may_have_been_met_by_chance() {
        assertThat(Goals.table(List.of(counting(9, 10), counting(5, 10), counting(11, 10))))
                .contains("2 of 3 are met, 1 of these perhaps by chance:");
    }

    @Test
    void it_says_what_may_have_been_met_or_missed_by_chance() {
        assertThat(inRounds(9, 9, 11))
                .endsWith("| 0.90× | 1.00× | 2 of 3 | met, perhaps by chance |");
        assertThat(inRounds(9, 11, 11)).endsWith("| 1 of 3 | **missed**, perhaps by chance |");
        assertThat(inRounds(9, 9, 9, 9, 9, 9, 9, 9)).endsWith("| 8 of 8 | met |");
        assertThat(inRounds(11, 11, 11, 11, 11, 11, 11, 11)).endsWith("| 0 of 8 | **missed** |");
    }

    /** The line of who took so much, round by round, while the other took ten. */
    private static String inRounds(double... ours) {
        Double[] tens = new Double[ours.length];
        Arrays.fill(tens, 10.0);
        return verdict(
                        "against Erlang",
                        entry(
                                Workload.COUNTING,
                                1,
                                1000,
                                LIBRARY,
                                Arrays.stream(ours).boxed().toArray(Double[]::new)),
                        entry(Workload.COUNTING, 1, 1000, ERLANG, tens))
                .line();
    }
}
