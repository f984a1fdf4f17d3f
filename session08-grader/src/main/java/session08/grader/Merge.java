package session08.grader;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the results of several shards, or of several runs of one, come to. Merging is associative,
 * commutative and idempotent: neither order nor grouping nor repetition changes what comes out.
 *
 * <p>For each submission and exercise:
 *
 * <ul>
 *   <li>A result that says something about the submission replaces any {@code infra-error}, which
 *       says nothing. That is how one regrades what failed for the grader's own reasons.
 *   <li>Of results that give the same mark and differ in their messages only (two runs that hung at
 *       different lines), the one that is least as text is taken.
 *   <li>Results that differ in anything else contradict each other: none of them counts, not even
 *       the better one. Rerun until green would hide the very races that the exercises teach.
 *   <li>Of several {@code infra-error}s, the one that is least as text is taken.
 * </ul>
 */
public final class Merge {

    /** Of nothing. */
    public static final Merge EMPTY = new Merge(new TreeMap<>());

    private static final ObjectMapper JSON = new ObjectMapper();

    // For each mark that is expected, what was found: by the result without its messages.
    private final SortedMap<Expected, SortedMap<String, Found>> all;

    private Merge(SortedMap<Expected, SortedMap<String, Found>> all) {
        this.all = all;
    }

    /** A result, as text, and where it was read. */
    private record Found(Result result, String text, SortedSet<String> from) {

        Found and(Found other) {
            Found least = text.compareTo(other.text) <= 0 ? this : other;
            var both = new TreeSet<>(from);
            both.addAll(other.from);
            return new Found(least.result, least.text, both);
        }

        boolean saysNothing() {
            return result.status() == Status.INFRA_ERROR;
        }
    }

    /**
     * Of the results of one file.
     *
     * @param from the file's name, for the message when they contradict others
     * @throws IllegalArgumentException if the score of one is not what its tests say
     */
    public static Merge of(Collection<Result> results, String from) {
        var all = new TreeMap<Expected, SortedMap<String, Found>>();
        for (Result result : results) {
            requireSound(result, from);
            add(
                    all.computeIfAbsent(Expected.of(result), mark -> new TreeMap<>()),
                    text(withoutMessages(result)),
                    new Found(result, text(result), new TreeSet<>(List.of(from))));
        }
        return new Merge(all);
    }

    /** Of what is in either. */
    public Merge and(Merge other) {
        var both = new TreeMap<Expected, SortedMap<String, Found>>();
        for (Merge one : List.of(this, other)) {
            one.all.forEach(
                    (mark, found) -> {
                        var into = both.computeIfAbsent(mark, none -> new TreeMap<>());
                        found.forEach((variant, result) -> add(into, variant, result));
                    });
        }
        return new Merge(both);
    }

    private static void add(SortedMap<String, Found> into, String variant, Found found) {
        into.merge(found.saysNothing() ? "" : variant, found, Found::and);
        if (into.size() > 1) {
            into.remove("");
        }
    }

    /** One result for each submission and exercise, in their order; none where they contradict. */
    public List<Result> results() {
        return all.values().stream()
                .filter(found -> found.size() == 1)
                .map(found -> found.get(found.firstKey()).result())
                .toList();
    }

    /** For each submission and exercise with results that contradict each other, all of them. */
    public List<String> contradictions() {
        return all.entrySet().stream()
                .filter(mark -> mark.getValue().size() > 1)
                .map(mark -> mark.getKey() + ":" + describe(mark.getValue().values()))
                .toList();
    }

    private static String describe(Collection<Found> found) {
        return found.stream()
                .map(
                        one ->
                                "%n    %s, %d of %d, isolation %s, JDK %s, sources %.12s, in %s"
                                        .formatted(
                                                text(one.result().status()).replace("\"", ""),
                                                one.result().score(),
                                                one.result().max(),
                                                one.result().isolation(),
                                                one.result().jdk(),
                                                one.result().sha256(),
                                                String.join(" and ", one.from())))
                .collect(Collectors.joining());
    }

    private static Result withoutMessages(Result result) {
        return result.saying(
                "",
                result.tests().stream()
                        .map(
                                test ->
                                        new TestResult(
                                                test.id(),
                                                test.task(),
                                                test.points(),
                                                test.passed(),
                                                ""))
                        .toList());
    }

    // A line that was edited, or written by something else than the grader, is no mark.
    private static void requireSound(Result result, String from) {
        int points = result.tests().stream().mapToInt(TestResult::points).sum();
        int passed =
                result.tests().stream()
                        .filter(TestResult::passed)
                        .mapToInt(TestResult::points)
                        .sum();
        var faults = new ArrayList<String>();
        if (result.score() != passed) {
            faults.add("its score is %d, and its tests earn %d".formatted(result.score(), passed));
        }
        if (result.max() != points && !result.tests().isEmpty()) {
            faults.add("its max is %d, and its tests are worth %d".formatted(result.max(), points));
        }
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(
                    "%s: %s: %s".formatted(from, Expected.of(result), String.join("; ", faults)));
        }
    }

    private static String text(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new AssertionError("a result can be written", e);
        }
    }
}
