package session08.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClasspathRoots;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

import session08.workbook.TaskUnwritten;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Shows that an exercise ships unsolved: every one of its tests is red, and red because the stub is
 * unwritten. The instructor profile runs it in each exercise in place of the exercise's own tests.
 */
public final class ShipsUnsolvedTest {

    private static final Path MODULE = Path.of(System.getProperty("basedir", ""));

    private static final class Results implements TestExecutionListener {
        final Map<TestIdentifier, TestExecutionResult> byTest = new LinkedHashMap<>();
        final Set<Integer> tasks = new TreeSet<>();
        private TestPlan plan;

        @Override
        public void testPlanExecutionStarted(TestPlan testPlan) {
            plan = testPlan;
        }

        @Override
        public void executionSkipped(TestIdentifier test, String reason) {
            byTest.put(test, TestExecutionResult.aborted(null));
        }

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            boolean red = result.getStatus() != TestExecutionResult.Status.SUCCESSFUL;
            if (test.isTest() || red) {
                byTest.put(test, result);
                tasks.add(Statement.taskOf(test, plan));
            }
        }
    }

    private static Results run() {
        var results = new Results();
        var request =
                LauncherDiscoveryRequestBuilder.request()
                        .selectors(
                                selectClasspathRoots(Set.of(MODULE.resolve("target/test-classes"))))
                        .build();
        LauncherFactory.create().execute(request, results);
        return results;
    }

    @TestFactory
    Stream<DynamicTest> every_test_fails_because_the_stub_is_unwritten() {
        var results = run().byTest;
        assertFalse(results.isEmpty(), "the exercise has no tests: are they compiled?");
        return results.entrySet().stream()
                .map(
                        entry ->
                                dynamicTest(
                                        entry.getKey().getDisplayName(),
                                        () -> assertUnwritten(entry.getValue())));
    }

    private static void assertUnwritten(TestExecutionResult result) {
        assertEquals(
                TestExecutionResult.Status.FAILED,
                result.getStatus(),
                "an exercise ships unsolved: put the stub back, or make the test ask for more");
        assertInstanceOf(
                TaskUnwritten.class,
                result.getThrowable().orElse(null),
                "the first thing a learner sees must be which task to write");
    }

    @Test
    void every_task_of_the_statement_has_a_test_and_every_test_a_task() {
        assertEquals(
                Statement.tasks(MODULE.resolve("README.md")).keySet(),
                run().tasks,
                "the tasks with a heading in README.md, and the tasks that tests are tagged with");
    }

    @Test
    void every_task_has_its_place_in_the_stub() {
        assertEquals(
                Statement.tasks(MODULE.resolve("README.md")).keySet(),
                Stub.of(MODULE).markedTasks(),
                "the tasks with a heading in README.md, and those that a comment in the stub marks"
                        + " with \"Task 1:\" or \"Tasks 1 to 5:\"");
    }

    @Test
    void the_stub_and_the_model_solution_offer_the_same() throws IOException {
        assertEquals(
                List.of(),
                Stub.of(MODULE).differences(),
                "what others can call must not depend on whose solution it is");
    }
}
