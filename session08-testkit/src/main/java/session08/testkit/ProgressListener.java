package session08.testkit;

import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

/**
 * Writes down how far an exercise is, for {@code build/session-end.bsh} to show: {@code
 * target/progress.properties}, with the tasks done, the tasks in all, and the next one.
 *
 * <p>JUnit finds this class by itself. It does nothing unless the build names the exercise in the
 * system property {@value #EXERCISE}.
 */
public final class ProgressListener implements TestExecutionListener {

    static final String EXERCISE = "workbook.exercise";

    private final Set<Integer> tried = new HashSet<>();
    private final Set<Integer> open = new HashSet<>();
    private final Set<TestIdentifier> planned = new HashSet<>();
    private TestPlan plan;

    @Override
    public void testPlanExecutionStarted(TestPlan testPlan) {
        plan = testPlan;
        for (TestIdentifier root : testPlan.getRoots()) {
            testPlan.getDescendants(root).stream()
                    .filter(TestIdentifier::isTest)
                    .forEach(planned::add);
        }
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        planned.remove(test);
        int task = Statement.taskOf(test, plan);
        tried.add(task);
        if (result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
            open.add(task);
        }
    }

    @Override
    public void testPlanExecutionFinished(TestPlan testPlan) {
        String exercise = System.getProperty(EXERCISE);
        if (exercise == null) {
            return;
        }
        // What was planned and never finished was skipped, or its class could not be set up.
        planned.forEach(test -> open.add(Statement.taskOf(test, testPlan)));
        write(Path.of(System.getProperty("basedir", "")), exercise);
    }

    private void write(Path module, String exercise) {
        var tasks = Statement.tasks(module.resolve("README.md"));
        var left = new TreeMap<>(tasks);
        left.keySet().removeIf(task -> tried.contains(task) && !open.contains(task));
        var progress = new Properties();
        progress.setProperty("exercise", exercise);
        progress.setProperty("tasks", String.valueOf(tasks.size()));
        progress.setProperty("done", String.valueOf(tasks.size() - left.size()));
        if (!left.isEmpty()) {
            progress.setProperty("next", String.valueOf(left.firstKey()));
            progress.setProperty("title", left.firstEntry().getValue());
        }
        Path file = module.resolve("target").resolve("progress.properties");
        try {
            Files.createDirectories(file.getParent());
            try (var out = Files.newBufferedWriter(file)) {
                progress.store(out, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
