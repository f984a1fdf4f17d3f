package session08.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import session08.benchmarks.Workload.Case;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * What was measured side by side: the numbers that are kept in {@code results/}.
 *
 * @param entries a contender each, with one case of one workload
 */
record Comparison(About about, List<Entry> entries) {

    /**
     * @param date of the end
     * @param rounds how often each process was started, those not counted that ran out of time
     * @param versions of the contenders; who has none was missing
     */
    record About(String date, int processors, int rounds, Map<Contender, String> versions) {}

    /**
     * @param each nanoseconds or bytes of one operation, by the number of the round; empty if there
     *     was a problem
     * @param resident bytes that the operating system gave, for each round of a workload of memory
     * @param problem what happened instead, or null
     */
    record Entry(
            Workload workload,
            int size,
            int count,
            Contender contender,
            SortedMap<Integer, Double> each,
            List<Double> resident,
            String problem) {

        Case numbers() {
            return new Case(size, count);
        }

        boolean isMeasured() {
            return problem == null;
        }

        boolean isOver() {
            return problem != null && problem.startsWith(OVER);
        }

        double median() {
            return median(each.values());
        }

        /** How many times as much as another one it took. */
        double times(Entry other) {
            return median(timesByRound(other));
        }

        /**
         * In each round that has both. A machine that is slow for some seconds is so for both: two
         * medians may be of different times, and then their ratio says nothing. They must do where
         * no round has both.
         */
        List<Double> timesByRound(Entry other) {
            List<Double> times =
                    each.keySet().stream()
                            .filter(other.each::containsKey)
                            .map(round -> each.get(round) / other.each.get(round))
                            .toList();
            return times.isEmpty() ? List.of(median() / other.median()) : times;
        }

        double least() {
            return Collections.min(each.values());
        }

        double most() {
            return Collections.max(each.values());
        }

        static double median(Collection<Double> values) {
            List<Double> sorted = values.stream().sorted().toList();
            int middle = sorted.size() / 2;
            return sorted.size() % 2 == 1
                    ? sorted.get(middle)
                    : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        }
    }

    /** A case of a workload: a row of the table. */
    record Row(Workload workload, Case numbers) {

        String title() {
            return workload.title() + ", " + workload.parameters(numbers);
        }
    }

    /** How the problem begins of a program that did not end in time. */
    static final String OVER = "over ";

    private static final ObjectMapper JSON = new ObjectMapper();

    List<Row> rows() {
        return entries.stream()
                .map(entry -> new Row(entry.workload(), entry.numbers()))
                .distinct()
                .toList();
    }

    Optional<Entry> entry(Row row, Contender contender) {
        return entries.stream()
                .filter(entry -> entry.workload() == row.workload())
                .filter(entry -> entry.numbers().equals(row.numbers()))
                .filter(entry -> entry.contender() == contender)
                .findFirst();
    }

    /** Those that are not problems of the machine's speed. */
    List<String> failures() {
        return entries.stream()
                .filter(entry -> !entry.isMeasured() && !entry.isOver())
                .map(
                        entry ->
                                "%s, %s: %s"
                                        .formatted(
                                                new Row(entry.workload(), entry.numbers()).title(),
                                                entry.contender().title(),
                                                entry.problem()))
                .toList();
    }

    String json() {
        // A line for each, so that a reader of a change sees which number changed.
        return "{\n\"about\": %s,\n\"entries\": [\n%s\n]\n}\n"
                .formatted(
                        write(about),
                        entries.stream().map(Comparison::write).collect(Collectors.joining(",\n")));
    }

    static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * @param name of the file, for the exception
     * @throws IllegalArgumentException if this is not what {@link #json} makes
     */
    static Comparison read(String json, String name) {
        Comparison read;
        try {
            read = JSON.readValue(json, Comparison.class);
        } catch (JsonProcessingException other) {
            throw new IllegalArgumentException(
                    name + " is no comparison: " + other.getOriginalMessage(), other);
        }
        if (read.about() == null || read.entries() == null || read.entries().isEmpty()) {
            throw new IllegalArgumentException(name + " has no entries");
        }
        var wrong = new ArrayList<Entry>(read.entries());
        wrong.removeIf(
                entry ->
                        entry.problem() == null
                                ? !entry.each().isEmpty()
                                        && entry.each().values().stream().allMatch(each -> each > 0)
                                : entry.each().isEmpty());
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException(
                    name + ": neither measured nor a problem: " + wrong.getFirst());
        }
        return read;
    }
}
