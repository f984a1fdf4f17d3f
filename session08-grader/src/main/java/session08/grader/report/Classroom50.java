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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code result.json} of a Classroom 50 autograder, schema {@code classroom50/result/v1}, in
 * {@code <submission>/}: all exercises of a submission are one mark there. The fields are those of
 * <a href="https://github.com/foundation50/classroom50/wiki/Advanced-Autograding">its
 * documentation</a>, as of August 2026, and what its score collector refuses was read there, too;
 * no live classroom has taken one.
 *
 * <p>Whose submission it is knows only Classroom 50's runner, which tells an autograder in its
 * environment ({@code CLASSROOM}, {@code ASSIGNMENT}, {@code SUBMISSION_TAG}, {@code COMMIT_URL},
 * {@code RELEASE_URL}, {@code REVIEW_URL}, {@code OWNER}, {@code ASSIGNMENT_TYPE}); the instant of
 * the submission stands in the tag. Without them the fields are left out, and the collector refuses
 * the file. {@code ci/classroom50/autograder.py} is an autograder that has them.
 *
 * <p>A submission of which something is missing or to be graded again gets no file: the runner then
 * reports an error, and a zero would be a mark.
 */
public final class Classroom50 {

    private static final Pattern TAG_TIME =
            Pattern.compile("submit/(\\d{4}-\\d\\d-\\d\\dT)(\\d\\d)-(\\d\\d)-(\\d\\dZ)-.*");

    private Classroom50() {}

    private record Results(
            String schema,
            String classroom,
            String assignment,
            @JsonProperty("assignment_type") String assignmentType,
            String owner,
            String submission,
            String commit,
            String release,
            String review,
            String datetime,
            int score,
            @JsonProperty("max-score") int max,
            List<Test> tests) {}

    private record Test(
            @JsonProperty("test-name") String name,
            boolean passed,
            int score,
            @JsonProperty("max-score") int max,
            String message) {}

    /**
     * Writes the files into a folder, which is made if need be.
     *
     * @param environment the variables that the runner sets
     * @throws IllegalArgumentException if it holds others of such files, or if the environment is
     *     that of one submission and there are several
     */
    public static void write(Path folder, Marks marks, Map<String, String> environment)
            throws IOException {
        Map<String, List<Result>> complete = marks.complete();
        if (environment.containsKey("SUBMISSION_TAG") && complete.size() > 1) {
            throw new IllegalArgumentException(
                    "Classroom 50's runner says whose submission it is, but there are %d: %s"
                            .formatted(complete.size(), String.join(", ", complete.keySet())));
        }
        Map<Path, Results> files = new LinkedHashMap<>();
        complete.forEach(
                (submission, results) ->
                        files.put(
                                Path.of(Folder.nameOf(submission), "result.json"),
                                of(results, environment)));
        Folder.refuseOthers(folder, "*/result.json", files.keySet());
        for (var file : files.entrySet()) {
            Json.write(folder.resolve(file.getKey()), file.getValue());
        }
    }

    private static Results of(List<Result> results, Map<String, String> environment) {
        var tests = new ArrayList<Test>();
        for (Result result : results) {
            for (TestResult test : result.tests()) {
                tests.add(
                        new Test(
                                PlainText.name(result.exercise() + "/" + test.id()),
                                test.passed(),
                                test.passed() ? test.points() : 0,
                                test.points(),
                                test.passed() ? null : Words.whyNot(result, test)));
            }
        }
        String tag = known(environment, "SUBMISSION_TAG");
        String commit = known(environment, "COMMIT_URL");
        String review = known(environment, "REVIEW_URL");
        return new Results(
                "classroom50/result/v1",
                known(environment, "CLASSROOM"),
                known(environment, "ASSIGNMENT"),
                known(environment, "ASSIGNMENT_TYPE"),
                known(environment, "OWNER"),
                tag,
                commit,
                known(environment, "RELEASE_URL"),
                review == null ? commit : review,
                tag == null ? null : timeOf(tag),
                results.stream().mapToInt(Result::score).sum(),
                results.stream().mapToInt(Result::max).sum(),
                tests);
    }

    // An empty one says as little as none.
    private static String known(Map<String, String> environment, String variable) {
        String value = environment.getOrDefault(variable, "");
        return value.isEmpty() ? null : value;
    }

    private static String timeOf(String tag) {
        Matcher time = TAG_TIME.matcher(tag);
        return time.matches()
                ? time.group(1) + time.group(2) + ":" + time.group(3) + ":" + time.group(4)
                : null;
    }
}
