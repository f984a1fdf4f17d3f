package session08.workbook;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.launcher.EngineFilter.includeEngines;

import org.junit.platform.engine.Filter;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestTag;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What tests say about a solution.
 *
 * @param green how many tests are green
 */
record Verdict(int green, List<Red> red) {

    /**
     * A red test.
     *
     * @param task the task it belongs to, 0 if it has none
     * @param message what the learner reads
     * @param took how long the learner waited for it
     */
    record Red(int task, String test, String message, Duration took) {
        @Override
        public String toString() {
            return "task %d, %s:%n%s%n".formatted(task, test, message.indent(4));
        }
    }

    private static final String TASK = "task:";

    // Without the listeners that JUnit would find: these runs are no learner's progress.
    private static final Launcher LAUNCHER =
            LauncherFactory.create(
                    LauncherConfig.builder()
                            .enableTestExecutionListenerAutoRegistration(false)
                            .build());

    /** Runs the JUnit tests of a class; what they print is dropped. */
    static Verdict of(Variant solution, String testClass) {
        return of(solution, testClass, includeEngines("junit-jupiter"));
    }

    /** Runs the jqwik properties of a class; what they print is dropped. */
    static Verdict ofProperties(Variant solution, String testClass) {
        return of(solution, testClass, includeEngines("jqwik"));
    }

    private static Verdict of(Variant solution, String testClass, Filter<?> filter) {
        var results = new Results();
        Thread thread = Thread.currentThread();
        ClassLoader loader = thread.getContextClassLoader();
        PrintStream out = System.out;
        PrintStream err = System.err;
        try (var nowhere = new PrintStream(OutputStream.nullOutputStream())) {
            thread.setContextClassLoader(solution);
            System.setOut(nowhere);
            System.setErr(nowhere);
            LAUNCHER.execute(
                    LauncherDiscoveryRequestBuilder.request()
                            .selectors(selectClass(solution.loadClass(testClass)))
                            .filters(filter)
                            .configurationParameter("jqwik.database", "")
                            .build(),
                    results);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("there is no " + testClass + ": is it compiled?", e);
        } finally {
            System.setErr(err);
            System.setOut(out);
            thread.setContextClassLoader(loader);
        }
        return new Verdict(results.green, List.copyOf(results.red));
    }

    private static final class Results implements TestExecutionListener {
        private int green;
        private final List<Red> red = new ArrayList<>();
        private final Map<TestIdentifier, Long> started = new HashMap<>();
        private TestPlan plan;

        @Override
        public void testPlanExecutionStarted(TestPlan testPlan) {
            plan = testPlan;
        }

        @Override
        public void executionSkipped(TestIdentifier test, String reason) {
            add(test, "was skipped: " + reason);
        }

        @Override
        public void executionStarted(TestIdentifier test) {
            started.put(test, System.nanoTime());
        }

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
                add(test, result.getThrowable().map(Verdict::text).orElse(""));
            } else if (test.isTest()) {
                green++;
            }
        }

        private void add(TestIdentifier test, String message) {
            long now = System.nanoTime();
            long since = started.getOrDefault(test, now);
            red.add(
                    new Red(
                            taskOf(test),
                            test.getDisplayName(),
                            message,
                            Duration.ofNanos(now - since)));
        }

        private int taskOf(TestIdentifier test) {
            return test.getTags().stream()
                    .map(TestTag::getName)
                    .filter(tag -> tag.startsWith(TASK))
                    .mapToInt(tag -> Integer.parseInt(tag.substring(TASK.length())))
                    .findFirst()
                    .orElse(0);
        }
    }

    private static String text(Throwable problem) {
        return problem.getMessage() == null ? problem.toString() : problem.getMessage();
    }
}
