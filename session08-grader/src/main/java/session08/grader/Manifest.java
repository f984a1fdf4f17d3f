package session08.grader;

import java.util.List;

/**
 * The tests that count for an exercise, recorded from a run of the model solution. What is not
 * listed here earns nothing, and what is listed and does not report is not passed.
 */
public record Manifest(String exercise, List<Entry> tests) {

    /**
     * @param id class and method: {@code RateLimiterTest.the_first_operation_is_ok}
     * @param task the task it is tagged with
     * @param points what it is worth
     */
    public record Entry(String id, int task, int points) {}

    public Manifest {
        tests = List.copyOf(tests);
    }

    public int max() {
        return tests.stream().mapToInt(Entry::points).sum();
    }
}
