package session08.workbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import session08.workbook.Verdict.Red;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * The exercises' tests find what learners do wrong, in the task that is about it, and say what it
 * is.
 */
class MistakesTest {

    /** Each takes some milliseconds; the rest is for a machine that is busy. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @TestFactory
    Stream<DynamicTest> the_rate_limiters_tests_find() {
        return each(Exercise.RATE_LIMITER, RateLimiterMistakes.ALL);
    }

    @TestFactory
    Stream<DynamicTest> the_message_buffers_tests_find() {
        return each(Exercise.MESSAGE_BUFFER, MessageBufferMistakes.ALL);
    }

    @TestFactory
    Stream<DynamicTest> the_job_queues_tests_find() {
        return each(Exercise.JOB_QUEUE, JobQueueMistakes.ALL);
    }

    private static Stream<DynamicTest> each(Exercise exercise, List<Mistake> mistakes) {
        return mistakes.stream()
                .map(mistake -> dynamicTest(mistake.name(), () -> assertFound(exercise, mistake)));
    }

    private static void assertFound(Exercise exercise, Mistake mistake) {
        var wrong = Variant.compile(exercise.className(), mistake.source(exercise));

        List<Red> red = Verdict.of(wrong, exercise.tests()).red();

        assertThat(red).as("red tests").isNotEmpty();
        // They run in the order of the tasks, so this is what the learner reads first.
        Red first = red.getFirst();
        assertThat(first.task()).as("the task of the first of %s", red).isEqualTo(mistake.task());
        assertThat(first.message())
                .as("what the first red test says")
                .contains("Task %d in exercises/%s".formatted(mistake.task(), exercise.folder()))
                .contains(mistake.message());
        assertThat(red)
                .as("red tests that keep a learner waiting")
                .filteredOn(test -> test.took().compareTo(PATIENCE) > 0)
                .isEmpty();
    }
}
