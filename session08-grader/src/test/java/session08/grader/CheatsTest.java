package session08.grader;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Solutions that are right where one looks: what further tests and further runs find. */
class CheatsTest {

    private static final String HIDDEN =
            """
            package session08.exercises.ratelimiter;

            import static org.assertj.core.api.Assertions.assertThat;

            import org.junit.jupiter.api.Test;

            import session08.testkit.Simulated;

            @Simulated
            class AnotherLimitTest {
                @Test
                void a_limit_that_nobody_was_told() {
                    var limiter = RateLimiter.start(4711);
                    for (int i = 0; i < 4711; i++) {
                        RateLimiter.request(limiter);
                    }
                    assertThat(RateLimiter.request(limiter)).isEqualTo(new RateLimiter.RateLimited());
                }
            }
            """;
    private static final String HIDDEN_TEST = "AnotherLimitTest.a_limit_that_nobody_was_told";

    @TempDir private Path folder;

    private final Installation grader = Installed.installation();

    @Test
    void hard_coded_answers_do_not_pass_a_hidden_test_and_a_right_solution_does() throws Exception {
        try (Grading grading = grading(1, 60)) {
            Exercise exercise = withHiddenTest(grading);

            Result right = grade(grading, exercise, AttackFixtures.right());
            Result hardCoded =
                    grade(
                            grading,
                            exercise,
                            replace(
                                    AttackFixtures.right(),
                                    "used < rule.limit()",
                                    "used < rule.limit() || rule.limit() > 1000"));

            int without = Exercise.load(grader, "rate-limiter").manifest().max();
            assertThat(right.score()).isEqualTo(right.max()).isEqualTo(without + 1);
            assertThat(AttacksTest.failed(hardCoded)).containsExactly(HIDDEN_TEST);
        }
    }

    @Test
    void what_a_hidden_test_asks_is_not_told_in_the_message_of_another() throws Exception {
        String spy =
                """
                ASKED.add(limit);
                if (limit == -5 || limit == 0) {
                    throw new IllegalStateException("asked for: " + ASKED);
                }
                if (limit == 4711) {
                    spawn("asked for " + ASKED, () -> { while (true) {} });
                    throw new IllegalStateException("asked for: " + ASKED);
                }
                """;
        String solution =
                AttackFixtures.calling(AttackFixtures.right(), spy)
                        .replace(
                                "private RateLimiter() {}",
                                "private static final java.util.List<Integer> ASKED = new"
                                        + " java.util.ArrayList<>();\n"
                                        + "private RateLimiter() {}");
        try (Grading grading = grading(1, 12)) {
            Result result = grade(grading, withHiddenTest(grading), solution);

            assertThat(AttacksTest.failed(result))
                    .containsExactlyInAnyOrder(
                            HIDDEN_TEST,
                            AttackFixtures.ATTACKED,
                            "RateLimiterTest.a_limit_of_zero_is_refused");
            assertThat(AttacksTest.describe(result))
                    .contains("asked for: [")
                    .doesNotContain("4711");
        }
    }

    /** It answers before it has counted; whether anyone sees that depends on who is next. */
    @Test
    void a_race_that_passes_once_does_not_pass_each_time() throws Exception {
        String counting = "yield () -> loop(rule, current, used + 1);\n            }";
        String countingLater =
                """
                if (rule.limit() == 1 && rule.window().toSeconds() == 1) {
                    var me = session08.process.Processes.self();
                    for (int i = 0; i < 5; i++) {
                        me.send(new Noise());
                    }
                    me.send(new Counted());
                    yield () -> loop(rule, current, used);
                }
                yield () -> loop(rule, current, used + 1);
                }
                case Noise() -> () -> loop(rule, current, used);
                case Counted() -> () -> loop(rule, current, used + 1);
                """;
        String messages =
                """
                private record Noise() implements Message {}
                private record Counted() implements Message {}
                private RateLimiter() {}
                """;
        String race =
                replace(
                        replace(AttackFixtures.right(), counting, countingLater),
                        "private RateLimiter() {}",
                        messages);
        String test = "RateLimiterTest.a_limit_of_one_allows_one";
        Exercise whole = Exercise.load(grader, "rate-limiter");
        Exercise exercise =
                whole.with(
                        new Manifest(
                                whole.name(),
                                whole.manifest().tests().stream()
                                        .filter(each -> each.id().equals(test))
                                        .toList()));
        try (Grading once = grading(1, 60);
                Grading often = grading(8, 60)) {
            Result lucky = grade(once, exercise, race);
            Result result = grade(often, exercise, race);

            assertThat(lucky.score()).as(AttacksTest.describe(lucky)).isEqualTo(lucky.max());
            assertThat(result.score()).isLessThan(result.max());
            assertThat(AttacksTest.describe(result))
                    .contains("in another order (-Dsimulation.seed=");
        }
    }

    /** An assertion in a callback fails in the buffer's process, which may catch it. */
    @Test
    void who_catches_what_the_callback_throws_loses_the_tests_about_that() throws Exception {
        Exercise exercise = Exercise.load(grader, "message-buffer");
        String model =
                Files.readString(
                        grader.solutions("message-buffer").resolve("model/MessageBuffer.java"));
        String call = "terms.callback().accept(batch);";
        try (Grading grading = grading(1, 60)) {
            Result caught =
                    grade(
                            grading,
                            exercise,
                            replace(
                                    model,
                                    call,
                                    "try { " + call + " } catch (Throwable anything) { }"));
            Result twin =
                    grade(
                            grading,
                            exercise,
                            replace(
                                    model,
                                    call,
                                    "try { "
                                            + call
                                            + " } catch (RuntimeException e) { throw e; }"));

            assertThat(twin.score()).isEqualTo(twin.max());
            assertThat(AttacksTest.failed(caught))
                    .isNotEmpty()
                    .allMatch(test -> test.contains("callback_that_throws"));
        }
    }

    /** Forty interfaces with two parents each: a billion ways up, and javac goes them all. */
    @Test
    void a_compiler_that_does_not_come_to_an_end_is_replaced() throws Exception {
        Path endless = folder.resolve("endless");
        Installed.write(endless, "RateLimiter.java", AttackFixtures.right());
        Installed.write(
                endless,
                "Attack.java",
                "package session08.exercises.ratelimiter;\n" + Archives.diamonds(40));
        Exercise exercise = Exercise.load(grader, "rate-limiter");
        try (Grading grading = grading(1, 5)) {
            Result result = grading.grade("endless", endless, exercise);

            assertThat(result.status()).isEqualTo(Status.COMPILE_ERROR);
            assertThat(result.message()).isEqualTo("the compiler was not done after 5 s");
            Result next =
                    grade(grading, exercise, "package session08.exercises.ratelimiter; class {");
            assertThat(next.message()).startsWith("RateLimiter.java:1: ");
        }
    }

    private Grading grading(int repeat, int seconds) {
        return new Grading(
                grader,
                SecondWallTest.sandbox(),
                new Grading.Rules(repeat, Duration.ofSeconds(seconds)),
                folder,
                null,
                1);
    }

    private Exercise withHiddenTest(Grading grading) throws Exception {
        Path tests = folder.resolve("hidden-tests");
        Installed.write(tests, "AnotherLimitTest.java", HIDDEN);
        return HiddenTests.add(
                grader, Exercise.load(grader, "rate-limiter"), tests, folder, grading);
    }

    private Result grade(Grading grading, Exercise exercise, String solution) throws Exception {
        Path submission = Files.createTempDirectory(folder, "submission");
        Installed.write(submission, exercise.mainClass() + ".java", solution);
        return grading.grade("some", submission, exercise);
    }

    private static String replace(String text, String what, String by) {
        assertThat(text).contains(what);
        return text.replace(what, by);
    }
}
