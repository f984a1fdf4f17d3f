package session08.benchmarks;

import static session08.benchmarks.Contender.BLOCKING_QUEUE;
import static session08.benchmarks.Contender.ERLANG;
import static session08.benchmarks.Contender.LIBRARY;
import static session08.benchmarks.Contender.PARK;
import static session08.benchmarks.Contender.TRANSFER_QUEUE;

import static java.util.Comparator.comparingInt;

import session08.benchmarks.Comparison.Entry;
import session08.benchmarks.Comparison.Row;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How fast this library is to be, as ratios within one run, so that they hold on other machines,
 * too.
 *
 * <p>Each goal has two bounds. Whether the first is kept is for people to read, after a full run on
 * a quiet machine. The second is wide enough that a busy machine and a short run keep it, and that
 * who does not keep it has broken something.
 */
final class Goals {

    /** Times out of the first bound at which the second lies. */
    private static final double WIDE = 3;

    /** As far from a bound as the medians of two runs may be from each other. */
    private static final double NEAR = 0.15;

    /** So rarely may a coin do what is not taken for chance. */
    private static final double CHANCE = 0.01;

    /**
     * @param what is compared
     * @param row that can be measured again if it looks bad
     * @param contenders who is compared in it
     * @param value less is better
     * @param bound what it is to be at most
     * @param unit of both
     * @param rounds what it was in each, of which the value is the median; none if it did not end
     */
    record Verdict(
            String what,
            Row row,
            List<Contender> contenders,
            double value,
            double bound,
            String unit,
            List<Double> rounds) {

        boolean isMet() {
            return value <= bound;
        }

        /** Further than a busy machine can make it. */
        boolean isFarOff() {
            return !(value <= bound * WIDE);
        }

        /**
         * Whether a few more rounds could tell otherwise: those that were are close to the bound,
         * or do not agree, and are not so many that a coin, too, would hardly ever fall like them.
         */
        boolean isNear() {
            int few = Math.min(roundsThatMeet(), rounds.size() - roundsThatMeet());
            boolean isClose = Math.abs(value / bound - 1) <= NEAR;
            return (few > 0 || isClose) && chance(few, rounds.size()) > CHANCE;
        }

        boolean isOf(Row other, Contender contender) {
            return row.equals(other) && contenders.contains(contender);
        }

        private int roundsThatMeet() {
            return (int) rounds.stream().filter(value -> value <= bound).count();
        }

        private String number(double number) {
            return Double.isInfinite(number)
                    ? "did not end in time"
                    : String.format(Locale.ROOT, "%.2f%s", number, unit);
        }

        String line() {
            return "| %s | %s | %s | %s | %s%s |"
                    .formatted(
                            what,
                            number(value),
                            number(bound),
                            rounds.isEmpty()
                                    ? ""
                                    : "%d of %d".formatted(roundsThatMeet(), rounds.size()),
                            isMet() ? "met" : isFarOff() ? "**far off**" : "**missed**",
                            isNear() ? ", perhaps by chance" : "");
        }
    }

    private final Comparison comparison;
    private final List<Verdict> verdicts = new ArrayList<>();

    private Goals(Comparison comparison) {
        this.comparison = comparison;
    }

    /** A verdict for each goal of which the comparison knows enough. */
    static List<Verdict> verdicts(Comparison comparison) {
        var goals = new Goals(comparison);
        goals.against(ERLANG, 1, Workload.FAN_IN, Workload.COUNTING, Workload.FORK_JOIN_CREATE);
        goals.against(ERLANG, 1, Workload.CALL);
        goals.against(ERLANG, 1, Workload.RECEIVE_TIMEOUTS, Workload.SEND_AFTER);
        goals.against(ERLANG, 1.0 / 3, Workload.IDLE);
        goals.against(PARK, 1.2, Workload.THREAD_RING, Workload.PING_PONG);
        goals.against(TRANSFER_QUEUE, 1, Workload.values());
        goals.against(BLOCKING_QUEUE, 1, Workload.values());
        goals.nanoseconds(10, Workload.SELECTIVE_RECEIVE);
        goals.flat(2, Workload.PRIORITY);
        goals.flat(2, Workload.LOOK);
        return List.copyOf(goals.verdicts);
    }

    private List<Row> rows(Workload... workloads) {
        return comparison.rows().stream()
                .filter(row -> Arrays.asList(workloads).contains(row.workload()))
                .toList();
    }

    private Optional<Entry> ours(Row row) {
        return comparison.entry(row, LIBRARY);
    }

    private void against(Contender other, double bound, Workload... workloads) {
        for (Row row : rows(workloads)) {
            Optional<Entry> ours = ours(row);
            Optional<Entry> theirs = comparison.entry(row, other);
            if (ours.isPresent() && theirs.isPresent()) {
                judge(
                        row.title() + ", against " + other.title(),
                        row,
                        List.of(LIBRARY, other),
                        ours.get(),
                        theirs.get(),
                        bound);
            }
        }
    }

    private void judge(
            String what,
            Row row,
            List<Contender> contenders,
            Entry ours,
            Entry theirs,
            double bound) {
        ratio(ours, theirs)
                .ifPresent(
                        ratio ->
                                verdicts.add(
                                        new Verdict(
                                                what,
                                                row,
                                                contenders,
                                                ratio,
                                                bound,
                                                "×",
                                                ours.isMeasured() && theirs.isMeasured()
                                                        ? ours.timesByRound(theirs)
                                                        : List.of())));
    }

    /** How probably a coin falls on one of its sides, no matter which, so few times or fewer. */
    private static double chance(int few, int throwsInAll) {
        double ways = 1;
        double sum = 0;
        for (int i = 0; i <= few; i++) {
            sum += ways;
            ways = ways * (throwsInAll - i) / (i + 1);
        }
        return 2 * sum / Math.pow(2, throwsInAll);
    }

    private static Optional<Double> ratio(Entry ours, Entry theirs) {
        if (ours.isMeasured() && theirs.isMeasured()) {
            return Optional.of(ours.times(theirs));
        }
        if (ours.workload().isOfMemory()) {
            return Optional.empty(); // slow is not large
        }
        if (ours.isMeasured() && theirs.isOver()) {
            return Optional.of(0.0);
        }
        return ours.isOver() && theirs.isMeasured()
                ? Optional.of(Double.POSITIVE_INFINITY)
                : Optional.empty();
    }

    private void nanoseconds(double bound, Workload workload) {
        for (Row row : rows(workload)) {
            ours(row)
                    .filter(Entry::isMeasured)
                    .ifPresent(
                            ours ->
                                    verdicts.add(
                                            new Verdict(
                                                    row.title() + ", each passed over",
                                                    row,
                                                    List.of(LIBRARY),
                                                    ours.median(),
                                                    bound,
                                                    " ns",
                                                    List.copyOf(ours.each().values()))));
        }
    }

    /** The largest case against the smallest. */
    private void flat(double bound, Workload workload) {
        List<Row> rows =
                rows(workload).stream().sorted(comparingInt(row -> row.numbers().size())).toList();
        if (rows.size() < 2) {
            return;
        }
        Optional<Entry> few = ours(rows.getFirst()).filter(Entry::isMeasured);
        Optional<Entry> many = ours(rows.getLast());
        if (few.isPresent() && many.isPresent()) {
            String parameters = workload.parameters(rows.getFirst().numbers());
            judge(
                    rows.getLast().title() + ", against " + parameters,
                    rows.getLast(),
                    List.of(LIBRARY),
                    many.get(),
                    few.get(),
                    bound);
        }
    }

    /** As Markdown: which are met, and which are not. */
    static String table(List<Verdict> verdicts) {
        List<Verdict> met = verdicts.stream().filter(Verdict::isMet).toList();
        long byChance = met.stream().filter(Verdict::isNear).count();
        var table =
                new StringBuilder(
                        """

                        ## Goals

                        %d of %d are met, %d of these perhaps by chance: a few more rounds could say otherwise. Less is better: a ratio
                        is what this library took, by what the other took. Beside the bound stands in how many of the rounds it
                        was kept.

                        | | measured | at most | in rounds | |
                        |---|--:|--:|--:|---|
                        """
                                .formatted(met.size(), verdicts.size(), byChance));
        verdicts.forEach(verdict -> table.append(verdict.line()).append("\n"));
        return table.toString();
    }
}
