package session08.grader;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * All attacks in one run of the grader as it is installed, with honest submissions before, between
 * and after them. None scores more than the honest mistake it comes with, none ends the run or
 * holds it up, and none changes the marks of the others.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AttacksTest {

    private static final List<String> HONEST =
            List.of("0-honest", "class-honest", "metaspace-honest", "zzz-honest");
    private static final String WRONG = "an-honest-mistake";
    private static final String TWINS = "twins";

    @TempDir private static Path folder;

    private final Map<String, Result> results = new TreeMap<>();
    private final List<Archives.Case> archives = Archives.all();
    private int exitCode;
    private String said;

    @BeforeAll
    void grade_everything_at_once() throws IOException, InterruptedException {
        Path submissions = Files.createDirectory(folder.resolve("submissions"));
        for (AttackFixtures.Attack attack : attacks()) {
            attack.handIn(submissions.resolve(attack.name()));
        }
        for (String name : HONEST) {
            handIn(submissions, name, AttackFixtures.right());
        }
        handIn(submissions, WRONG, AttackFixtures.wrong());
        handInTwins(submissions.resolve(TWINS));
        for (Archives.Case each : archives) {
            each.handIn(submissions);
        }
        Path log = folder.resolve("log");
        Process grader =
                new ProcessBuilder(
                                Installation.java(),
                                "-Xmx128m", // which an attack on memory would exceed
                                "-jar",
                                Installed.HOME.resolve("grader.jar").toAbsolutePath().toString(),
                                "grade",
                                "--exercise=rate-limiter",
                                "--submissions=" + submissions,
                                "--out=" + folder.resolve("out"),
                                "--jobs=2",
                                "--deadline=12s")
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try {
            assertThat(grader.waitFor(5, TimeUnit.MINUTES)).as("the run comes to an end").isTrue();
        } finally {
            Sandbox.kill(grader);
        }
        exitCode = grader.exitValue();
        said = Files.readString(log);
        ResultsFile.read(folder.resolve("out/results.jsonl"))
                .forEach(result -> results.put(result.submission(), result));
    }

    static List<AttackFixtures.Attack> attacks() {
        return AttackFixtures.attacks();
    }

    List<Archives.Case> archives() {
        return archives;
    }

    private static void handIn(Path submissions, String name, String solution) throws IOException {
        AttackFixtures.write(
                submissions.resolve(name).resolve(AttackFixtures.SOURCES + "RateLimiter.java"),
                solution);
    }

    /** One right solution that does all that is like an attack and is allowed. */
    private static void handInTwins(Path folder) throws IOException {
        String solution = AttackFixtures.right();
        for (AttackFixtures.Attack attack : attacks()) {
            if (attack.hasTwin()) {
                AttackFixtures.write(
                        folder.resolve(AttackFixtures.SOURCES + attack.twin() + ".java"),
                        AttackFixtures.text(
                                AttackFixtures.FOLDER
                                        .resolve(attack.name())
                                        .resolve(attack.twin() + ".java")));
                solution = AttackFixtures.calling(solution, attack.twin() + ".run(limit);");
            }
        }
        AttackFixtures.write(folder.resolve(AttackFixtures.SOURCES + "RateLimiter.java"), solution);
    }

    @Test
    void the_run_ends_as_any_other_and_has_a_result_for_each() {
        assertThat(exitCode).as(said).isZero();
        assertThat(said).doesNotContain("Exception", "\tat ");
        var names = new TreeSet<String>(HONEST);
        names.addAll(List.of(WRONG, TWINS));
        attacks().forEach(attack -> names.add(attack.name()));
        archives.forEach(each -> names.add(each.name()));
        assertThat(results.keySet()).isEqualTo(names);
    }

    @Test
    void the_honest_between_them_have_full_marks() {
        assertThat(HONEST).allSatisfy(name -> assertFullMarks(results.get(name)));
    }

    @Test
    void what_resembles_an_attack_and_is_allowed_has_full_marks() {
        assertFullMarks(results.get(TWINS));
    }

    @Test
    void each_says_what_isolated_it() {
        assertThat(results.values())
                .extracting(Result::isolation)
                .containsOnly(SecondWallTest.sandbox().kind());
    }

    @Test
    void nothing_that_a_terminal_obeys_is_written() throws IOException {
        assertThat(Files.readString(folder.resolve("out/results.jsonl")).codePoints())
                .noneMatch(c -> c != '\n' && Character.isISOControl(c));
        assertThat(results.values())
                .flatExtracting(Result::tests)
                .extracting(TestResult::message)
                .noneMatch(message -> message.matches("(?s).*[\\p{Cntrl}\\p{Cf}&&[^\\n]].*"));
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void an_attack_gains_nothing(AttackFixtures.Attack attack) {
        Result result = results.get(attack.name());
        Result mistake = results.get(WRONG);

        assertThat(result.status()).as(describe(result)).isEqualTo(status(attack.comesOut()));
        assertThat(result.score()).as(describe(result)).isLessThanOrEqualTo(mistake.score());
        if (attack.loses() == null) {
            assertThat(result.score()).isZero();
        } else {
            Set<String> failed = failed(mistake);
            failed.addAll(attack.loses());
            assertThat(failed(result)).as(describe(result)).isEqualTo(failed);
        }
        for (String part : attack.says()) {
            assertThat(describe(result)).contains(part);
        }
    }

    @ParameterizedTest
    @MethodSource("archives")
    void an_archive_does_no_harm(Archives.Case archive) {
        Result result = results.get(archive.name());

        assertThat(result.status()).as(describe(result)).isEqualTo(archive.comesOut());
        assertThat(describe(result)).contains(archive.says());
        if (archive.comesOut() == Status.GRADED) {
            assertFullMarks(result);
        } else {
            assertThat(result.score()).isZero();
        }
    }

    private static void assertFullMarks(Result result) {
        assertThat(result.status()).as(describe(result)).isEqualTo(Status.GRADED);
        assertThat(result.score()).as(describe(result)).isEqualTo(result.max()).isPositive();
    }

    private static Status status(String name) {
        return Status.valueOf(name.toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
    }

    static Set<String> failed(Result result) {
        var failed = new TreeSet<String>();
        result.tests().stream()
                .filter(test -> !test.passed())
                .forEach(test -> failed.add(test.id()));
        return failed;
    }

    /** All that its author reads. */
    static String describe(Result result) {
        var lines = new ArrayList<String>();
        lines.add(result.submission() + " " + result.status() + " " + result.score());
        lines.add(result.message());
        result.tests().stream()
                .filter(test -> !test.passed() && !test.message().equals("was not run"))
                .map(test -> test.id() + ": " + test.message())
                .forEach(lines::add);
        return String.join("\n", lines);
    }
}
