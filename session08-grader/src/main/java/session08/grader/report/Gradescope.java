package session08.grader.report;

import com.fasterxml.jackson.annotation.JsonProperty;

import session08.grader.Result;
import session08.grader.TestResult;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The {@code results.json} of a <a
 * href="https://gradescope-autograders.readthedocs.io/en/latest/specs/#output-format">Gradescope
 * autograder</a>, in {@code <submission>/}: all exercises of a submission are one mark there.
 *
 * <p>Every text is marked as {@code text}, so that Gradescope shows it as it is. A submission of
 * which something is missing or to be graded again gets no file, which Gradescope reports as a run
 * that failed: a zero would be a mark.
 */
public final class Gradescope {

    private Gradescope() {}

    private record Results(
            int score,
            String output,
            @JsonProperty("output_format") String outputFormat,
            @JsonProperty("test_output_format") String testOutputFormat,
            @JsonProperty("test_name_format") String testNameFormat,
            List<Test> tests,
            @JsonProperty("extra_data") Map<String, Object> extraData) {}

    private record Test(
            int score,
            @JsonProperty("max_score") int max,
            String status,
            String name,
            String output,
            @JsonProperty("extra_data") Map<String, Object> extraData) {}

    /**
     * Writes the files into a folder, which is made if need be.
     *
     * @throws IllegalArgumentException if it holds others of such files
     */
    public static void write(Path folder, Marks marks) throws IOException {
        Map<Path, Results> files = new LinkedHashMap<>();
        marks.complete()
                .forEach(
                        (submission, results) ->
                                files.put(
                                        Path.of(Folder.nameOf(submission), "results.json"),
                                        of(results)));
        Folder.refuseOthers(folder, "*/results.json", files.keySet());
        for (var file : files.entrySet()) {
            Json.write(folder.resolve(file.getKey()), file.getValue());
        }
    }

    private static Results of(List<Result> results) {
        var tests = new ArrayList<Test>();
        for (Result result : results) {
            for (TestResult test : result.tests()) {
                tests.add(of(result, test));
            }
        }
        return new Results(
                results.stream().mapToInt(Result::score).sum(),
                results.stream().map(Gradescope::output).collect(Collectors.joining("\n\n")),
                "text",
                "text",
                "text",
                tests,
                Map.of("results", results.stream().map(Gradescope::extra).toList()));
    }

    private static Test of(Result result, TestResult test) {
        return new Test(
                test.passed() ? test.points() : 0,
                test.points(),
                test.passed() ? "passed" : "failed",
                "%s, task %d: %s"
                        .formatted(
                                PlainText.name(result.exercise()),
                                test.task(),
                                Words.sentence(test)),
                test.passed() ? null : Words.whyNot(result, test),
                Map.of("id", PlainText.name(test.id())));
    }

    private static String output(Result result) {
        String about = Words.about(result);
        return "%s: %s, %d of %d%s"
                .formatted(
                        PlainText.name(result.exercise()),
                        Words.of(result.status()),
                        result.score(),
                        result.max(),
                        about.isEmpty() ? "" : "\n" + about);
    }

    private static Map<String, Object> extra(Result result) {
        var extra = new LinkedHashMap<String, Object>();
        extra.put("exercise", PlainText.name(result.exercise()));
        extra.put("status", Words.of(result.status()));
        extra.put("max", result.max());
        extra.put("isolation", PlainText.line(result.isolation()));
        extra.put("jdk", PlainText.line(result.jdk()));
        extra.put("sha256", PlainText.line(result.sha256()));
        return extra;
    }
}
