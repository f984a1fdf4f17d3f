package session08.grader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import session08.workbook.WrongSolutions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What each kind of submission is worth: an unwritten exercise, right solutions, wrong ones, and
 * those that would rather get their marks in another way.
 */
class MarksTest {

    private static final Path FIXTURES =
            Path.of(System.getProperty("basedir", ""), "src", "test", "fixtures");

    @TempDir private Path work;

    @TestFactory
    Stream<DynamicTest> in_the_rate_limiter() throws Exception {
        return marks("rate-limiter");
    }

    @TestFactory
    Stream<DynamicTest> in_the_message_buffer() throws Exception {
        return marks("message-buffer");
    }

    @TestFactory
    Stream<DynamicTest> in_the_job_queue() throws Exception {
        return marks("job-queue");
    }

    private Stream<DynamicTest> marks(String name) throws Exception {
        Installation grader = Installed.installation();
        Exercise exercise = Exercise.load(grader, name);
        int max = exercise.manifest().max();
        Path solutions = grader.solutions(name);
        String file = exercise.mainClass() + ".java";
        String model = Files.readString(solutions.resolve("model").resolve(file));
        List<Fixture> fixtures = Fixture.all(FIXTURES, name);
        Map<String, String> sources = new LinkedHashMap<>();
        sources.put("stub", Files.readString(grader.kit(name).resolve("stub").resolve(file)));
        sources.put("honest wrong", Fixture.wrong(name, model));
        Map<String, String> mistakes = WrongSolutions.of(name, solutions, exercise.mainClass());
        mistakes.forEach((mistake, source) -> sources.put("mistake, " + mistake, source));
        List<String> right = new ArrayList<>();
        for (Path design : Installation.list(solutions)) {
            String key = "right, " + design.getFileName();
            right.add(key);
            sources.put(key, Files.readString(design.resolve(file)));
        }

        Map<String, Result> results = grade(name, exercise, model, sources, fixtures);

        var tests = new ArrayList<DynamicTest>();
        tests.add(
                dynamicTest(
                        "everything was graded",
                        () -> {
                            var expected = new TreeSet<>(sources.keySet());
                            fixtures.forEach(fixture -> expected.add(fixture.name()));
                            assertThat(results.keySet()).isEqualTo(expected);
                        }));
        tests.add(dynamicTest("stub", () -> assertScore(results.get("stub"), 0)));
        for (String key : right) {
            tests.add(dynamicTest(key, () -> assertScore(results.get(key), max)));
        }
        assertThat(right).as("model and alternatives").hasSizeGreaterThanOrEqualTo(5);
        for (String mistake : mistakes.keySet()) {
            tests.add(
                    dynamicTest(
                            "mistake, " + mistake,
                            () -> assertLess(results.get("mistake, " + mistake))));
        }
        Result wrong = results.get("honest wrong");
        tests.add(dynamicTest("honest wrong", () -> assertLess(wrong)));
        for (Fixture fixture : fixtures) {
            tests.add(
                    dynamicTest(
                            fixture.name(),
                            () -> assertFixture(fixture, results.get(fixture.name()), wrong)));
        }
        return tests.stream();
    }

    private Map<String, Result> grade(
            String name,
            Exercise exercise,
            String model,
            Map<String, String> sources,
            List<Fixture> fixtures)
            throws IOException, InterruptedException {
        Map<String, Path> folders = new TreeMap<>();
        Path others = folder(folders, Fixture.DEFAULT_DEADLINE);
        for (var each : sources.entrySet()) {
            Installed.write(
                    others.resolve(each.getKey()), exercise.mainClass() + ".java", each.getValue());
        }
        for (Fixture fixture : fixtures) {
            fixture.write(
                    folder(folders, fixture.deadline()).resolve(fixture.name()),
                    exercise.mainClass(),
                    model);
        }
        Map<String, Result> results = new TreeMap<>();
        for (var each : folders.entrySet()) {
            Path out = work.resolve("out").resolve(each.getKey());
            Installed.Run run =
                    Installed.run(
                            "grade",
                            "--exercise",
                            name,
                            "--submissions",
                            each.getValue(),
                            "--out",
                            out,
                            "--deadline",
                            each.getKey());
            assertThat(run.code()).as("exit code; %s", run.err()).isZero();
            results.putAll(Installed.results(out));
        }
        return results;
    }

    private Path folder(Map<String, Path> folders, String deadline) {
        return folders.computeIfAbsent(deadline, _ -> work.resolve("with deadline " + deadline));
    }

    private static void assertScore(Result result, int score) {
        assertThat(result.status()).as("%s", result).isEqualTo(Status.GRADED);
        assertThat(result.score()).as("%s", result).isEqualTo(score);
        assertThat(result.tests()).allMatch(test -> test.passed() == test.message().isEmpty());
    }

    private static void assertLess(Result result) {
        assertThat(result.score()).as("%s", result).isLessThan(result.max());
        assertThat(result.tests()).filteredOn(test -> !test.passed()).isNotEmpty();
        assertThat(result.tests()).allMatch(test -> test.passed() == test.message().isEmpty());
    }

    private static void assertFixture(Fixture fixture, Result result, Result wrong) {
        assertThat(result.status()).as("status, of %s", result).isIn(fixture.statuses());
        switch (fixture.score()) {
            case "0" -> assertThat(result.score()).as("%s", result).isZero();
            case "full" -> assertThat(result.score()).as("%s", result).isEqualTo(result.max());
            case "wrong" -> assertThat(result.score()).as("%s", result).isEqualTo(wrong.score());
            case "at most wrong" ->
                    assertThat(result.score()).as("%s", result).isLessThanOrEqualTo(wrong.score());
            default -> throw new IllegalArgumentException(fixture.name() + ": " + fixture.score());
        }
        String said =
                Stream.concat(
                                Stream.of(result.message()),
                                result.tests().stream().map(TestResult::message))
                        .reduce("", (one, two) -> one + "\n" + two);
        assertThat(fixture.says()).allSatisfy(text -> assertThat(said).contains(text));
        assertThat(said).as("nothing that a terminal would obey").doesNotContain("\u001b", "\r");
    }
}
