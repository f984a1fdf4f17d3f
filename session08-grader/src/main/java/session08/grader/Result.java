package session08.grader;

import java.util.List;

/**
 * The marks of one submission in one exercise: a line of {@code results.jsonl}, from which every
 * report is made.
 *
 * @param submission the name of the submission's folder or archive
 * @param sha256 of what was graded: the sources that were taken from it
 * @param exercise such as {@code rate-limiter}
 * @param score the points of the tests that passed
 * @param max the points of all tests of the manifest
 * @param isolation what stood between the submission and the machine: {@code bwrap}, {@code docker}
 *     or {@code none}
 * @param jdk the version it ran on
 * @param message what the student should know beside the tests: the compiler's errors, the rule
 *     that was broken; empty if there is nothing
 * @param tests all tests of the manifest, in its order
 */
public record Result(
        String submission,
        String sha256,
        String exercise,
        Status status,
        int score,
        int max,
        String isolation,
        String jdk,
        String message,
        List<TestResult> tests) {

    public Result {
        tests = List.copyOf(tests);
    }

    /** The same marks in other words. */
    Result saying(String otherMessage, List<TestResult> otherTests) {
        return new Result(
                submission,
                sha256,
                exercise,
                status,
                score,
                max,
                isolation,
                jdk,
                otherMessage,
                otherTests);
    }
}
