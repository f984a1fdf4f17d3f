package session08.testkit;

import org.junit.platform.engine.TestTag;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The tasks of an exercise, as its statement lists them, and how a test says which it belongs to.
 */
final class Statement {

    private static final Pattern HEADING = Pattern.compile("## Task (\\d+): (.+)");
    private static final String TAG = "task:";

    private Statement() {}

    /** The titles of the tasks by number, from headings such as {@code ## Task 1: Answer}. */
    static SortedMap<Integer, String> tasks(Path statement) {
        var tasks = new TreeMap<Integer, String>();
        try (Stream<String> lines = Files.lines(statement)) {
            lines.map(HEADING::matcher)
                    .filter(heading -> heading.matches())
                    .forEach(
                            heading ->
                                    tasks.put(
                                            Integer.valueOf(heading.group(1)),
                                            heading.group(2).strip()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return tasks;
    }

    /**
     * The number of the task a test is tagged with, or 0. Cases of a test have the tag of their
     * test.
     */
    static int taskOf(TestIdentifier test, TestPlan plan) {
        for (var at = test; at != null; at = plan.getParent(at).orElse(null)) {
            for (TestTag tag : at.getTags()) {
                if (tag.getName().startsWith(TAG)) {
                    return Integer.parseInt(tag.getName().substring(TAG.length()));
                }
            }
        }
        return 0;
    }
}
