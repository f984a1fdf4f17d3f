package session08.grader.report;

import com.fasterxml.jackson.annotation.JsonProperty;

import session08.grader.Result;
import session08.grader.Status;
import session08.grader.TestResult;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The {@code results.json} of an Exercism test runner, <a
 * href="https://exercism.org/docs/building/tooling/test-runners/interface">version 3</a>, in {@code
 * <submission>/<exercise>/}.
 *
 * <p>{@code test_code} is left out: it would show the hidden tests. A submission that was not run
 * is an {@code error} with a message; the site takes 65,535 characters of it, fewer where they are
 * not ASCII.
 */
public final class Exercism {

    // A third, because a character may take three bytes.
    private static final int LONGEST_MESSAGE = 65_535 / 3;

    private Exercism() {}

    private record Results(int version, String status, String message, List<Test> tests) {}

    private record Test(
            String name, String status, String message, @JsonProperty("task_id") int task) {}

    /**
     * Writes the files into a folder, which is made if need be.
     *
     * @throws IllegalArgumentException if it holds others of such files
     */
    public static void write(Path folder, Marks marks) throws IOException {
        Map<Path, Results> files = new LinkedHashMap<>();
        for (Result result : marks.results()) {
            files.put(
                    Path.of(
                            Folder.nameOf(result.submission()),
                            Folder.nameOf(result.exercise()),
                            "results.json"),
                    of(result));
        }
        Folder.refuseOthers(folder, "*/*/results.json", files.keySet());
        for (var file : files.entrySet()) {
            Json.write(folder.resolve(file.getKey()), file.getValue());
        }
    }

    private static Results of(Result result) {
        if (!Words.wasRun(result) || result.tests().isEmpty()) {
            String message = Words.about(result);
            return new Results(
                    3,
                    "error",
                    PlainText.cut(
                            message.isEmpty() ? "It has no tests." : message, LONGEST_MESSAGE),
                    null);
        }
        boolean pass =
                result.status() == Status.GRADED
                        && result.tests().stream().allMatch(TestResult::passed);
        return new Results(
                3,
                pass ? "pass" : "fail",
                null,
                result.tests().stream()
                        .map(
                                test ->
                                        new Test(
                                                Words.sentence(test),
                                                test.passed() ? "pass" : "fail",
                                                test.passed() ? null : Words.whyNot(result, test),
                                                test.task()))
                        .toList());
    }
}
