package session08.grader;

import java.util.Comparator;

/**
 * A mark that is to be given: a line of {@code expected.jsonl}. Each shard lists there what the
 * whole folder of submissions holds, so that {@link Merge} misses what no shard has graded.
 *
 * @param submission the name of the submission
 * @param exercise the exercise
 */
public record Expected(String submission, String exercise) implements Comparable<Expected> {

    private static final Comparator<Expected> ORDER =
            Comparator.comparing(Expected::submission).thenComparing(Expected::exercise);

    /** The mark that a result gives. */
    public static Expected of(Result result) {
        return new Expected(result.submission(), result.exercise());
    }

    @Override
    public int compareTo(Expected other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return submission + ", " + exercise;
    }
}
