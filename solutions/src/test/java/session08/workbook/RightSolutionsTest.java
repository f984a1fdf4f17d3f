package session08.workbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.util.List;
import java.util.stream.Stream;

/**
 * The exercises' tests are green for every right solution, however it is designed and in whatever
 * order its processes run.
 */
class RightSolutionsTest {

    private static final String RUNS = "simulation.runs";

    private static final int SEEDS = 200;

    /** Fewer, because each property has 200 tries under each seed. */
    private static final int PROPERTY_SEEDS = 2;

    @TestFactory
    Stream<DynamicTest> the_rate_limiters_tests_accept() {
        return each(Exercise.RATE_LIMITER);
    }

    @TestFactory
    Stream<DynamicTest> the_message_buffers_tests_accept() {
        return each(Exercise.MESSAGE_BUFFER);
    }

    @TestFactory
    Stream<DynamicTest> the_job_queues_tests_accept() {
        return each(Exercise.JOB_QUEUE);
    }

    private static Stream<DynamicTest> each(Exercise exercise) {
        List<String> designs = exercise.designs();
        assertThat(designs).as("right solutions of other designs").hasSizeGreaterThanOrEqualTo(4);
        return designs.stream()
                .map(
                        design ->
                                dynamicTest(
                                        design,
                                        () -> assertAccepted(exercise, exercise.design(design))));
    }

    private static void assertAccepted(Exercise exercise, String source) {
        var solution = Variant.compile(exercise.className(), source);
        with(SEEDS, () -> assertGreen(Verdict.of(solution, exercise.tests())));
        with(
                PROPERTY_SEEDS,
                () -> assertGreen(Verdict.ofProperties(solution, exercise.properties())));
        assertGreen(Verdict.of(solution, exercise.realThreads()));
    }

    private static void with(int seeds, Runnable assertion) {
        String before = System.getProperty(RUNS);
        System.setProperty(RUNS, String.valueOf(seeds));
        try {
            assertThatCode(assertion::run)
                    .as("with -D%s=%d", RUNS, seeds)
                    .doesNotThrowAnyException();
        } finally {
            if (before == null) {
                System.clearProperty(RUNS);
            } else {
                System.setProperty(RUNS, before);
            }
        }
    }

    private static void assertGreen(Verdict verdict) {
        assertThat(verdict.red()).as("red tests").isEmpty();
        assertThat(verdict.green()).as("the number of green tests").isPositive();
    }
}
