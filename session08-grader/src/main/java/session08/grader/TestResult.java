package session08.grader;

/**
 * What one test of the manifest says about a submission.
 *
 * @param id the name of the test in the manifest
 * @param task the task of the exercise it belongs to
 * @param points what it is worth
 * @param passed whether it passed, each time it was run
 * @param message why not, for the student to read; empty if it passed
 */
public record TestResult(String id, int task, int points, boolean passed, String message) {}
