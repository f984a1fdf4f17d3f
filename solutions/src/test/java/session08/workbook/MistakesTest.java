package session08.workbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import session08.workbook.Verdict.Red;

import java.util.List;
import java.util.stream.Stream;

/**
 * The exercises' tests find what learners do wrong, in the task that is about it, and say what it
 * is.
 */
class MistakesTest {

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
        // The learner who works on this task has not seen the tests of later ones.
        List<Red> red = Verdict.of(wrong, exercise.tests(), mistake.task()).red();

        assertThat(red).as("red tests of tasks 1 to %d", mistake.task()).isNotEmpty();
        int first = red.stream().mapToInt(Red::task).min().orElseThrow();
        assertThat(first)
                .as("the first task with a red test, of %s", red)
                .isEqualTo(mistake.task());
        assertThat(red.stream().filter(test -> test.task() == first).map(Red::message))
                .as("what the red tests of task %d say", first)
                .anySatisfy(message -> assertThat(message).contains(mistake.message()));
    }
}
