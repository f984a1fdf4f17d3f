package session08.grader.child;

import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Reports the start and the end of each test method. One with cases of its own counts as one test,
 * which passes when there is a case and all of them pass.
 */
final class Reporter implements TestExecutionListener {

    private final String packageName;
    private final Frames frames;
    private final Crashes crashes;
    private TestIdentifier method;
    private int cases;
    private TestExecutionResult failed;

    Reporter(String packageName, Frames frames, Crashes crashes) {
        this.packageName = packageName;
        this.frames = frames;
        this.crashes = crashes;
    }

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        for (TestIdentifier root : plan.getRoots()) {
            for (TestIdentifier test : plan.getDescendants(root)) {
                if (isMethod(test)) {
                    frames.write("planned", "id", id(test), "tags", tags(test));
                }
            }
        }
    }

    private static String tags(TestIdentifier test) {
        return test.getTags().stream()
                .map(TestTag::getName)
                .sorted()
                .collect(Collectors.joining(" "));
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        if (method == null && isMethod(test)) {
            method = test;
            cases = 0;
            failed = null;
            crashes.take();
            frames.write("start", "id", id(test));
        }
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        if (method == null && isMethod(test)) {
            frames.write("start", "id", id(test));
            frames.write("finish", "id", id(test), "passed", "false", "message", "was skipped");
        } else if (method != null) {
            failed = TestExecutionResult.aborted(null);
        } else {
            frames.write("problem", "message", test.getDisplayName() + " was skipped");
        }
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        boolean bad = result.getStatus() != TestExecutionResult.Status.SUCCESSFUL;
        if (method == null) {
            if (bad) { // a class that can't be set up; its tests do not start
                frames.write("problem", "message", message(result));
            }
            return;
        }
        if (test.isTest()) {
            cases++;
        }
        if (bad && failed == null) {
            failed = result;
        }
        if (!test.equals(method)) {
            return;
        }
        String id = id(method);
        method = null;
        if (failed == null && cases > 0) {
            frames.write("finish", "id", id, "passed", "true", "message", "");
        } else {
            String message = failed == null ? "it has no cases" : message(failed);
            frames.write("finish", "id", id, "passed", "false", "message", message);
        }
    }

    private String message(TestExecutionResult result) {
        try {
            return read(result);
        } catch (Throwable e) { // of the submission's own getMessage
            return "the message of its exception can't be read: " + e.getClass().getName();
        }
    }

    private String read(TestExecutionResult result) {
        Throwable problem = result.getThrowable().orElse(null);
        if (problem == null) {
            return "ended as " + result.getStatus().name().toLowerCase(Locale.ROOT);
        }
        // The tests' own failures are written for the student; anything else came out of the code.
        String said =
                problem instanceof AssertionError && problem.getMessage() != null
                        ? problem.getMessage().strip() + crashes.frames(problem)
                        : crashes.describe(problem);
        String ended = crashes.take();
        return ended.isEmpty() ? said : said + "\n" + ended;
    }

    private boolean isMethod(TestIdentifier test) {
        return test.getSource().filter(MethodSource.class::isInstance).isPresent();
    }

    private String id(TestIdentifier test) {
        return RunTests.idOf((MethodSource) test.getSource().orElseThrow(), packageName);
    }
}
