package session08.workbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import session08.workbook.Verdict.Red;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The tests of a task ask for that task and for no later one: whoever has done the tasks up to one
 * finds their tests green, and the next task's red.
 */
class StepsTest {

    @TestFactory
    Stream<DynamicTest> the_rate_limiters_tasks_can_be_done_one_by_one() {
        return each(Exercise.RATE_LIMITER, RateLimiterSteps.ALL);
    }

    @TestFactory
    Stream<DynamicTest> the_message_buffers_tasks_can_be_done_one_by_one() {
        return each(Exercise.MESSAGE_BUFFER, MessageBufferSteps.ALL);
    }

    @TestFactory
    Stream<DynamicTest> the_job_queues_tasks_can_be_done_one_by_one() {
        return each(Exercise.JOB_QUEUE, JobQueueSteps.ALL);
    }

    private static Stream<DynamicTest> each(Exercise exercise, List<Step> steps) {
        assertThat(steps.stream().map(Step::done).distinct())
                .as("the tasks after which there is a next one")
                .containsExactlyElementsOf(IntStream.range(1, exercise.tasks()).boxed().toList());
        return steps.stream()
                .map(
                        step ->
                                dynamicTest(
                                        "task %d, %s".formatted(step.done(), step.name()),
                                        () -> assertNextTaskIsRed(exercise, step)));
    }

    private static void assertNextTaskIsRed(Exercise exercise, Step step) {
        var unfinished = Variant.compile(exercise.className(), step.source(exercise));

        List<Red> red =
                Stream.of(
                                Verdict.of(unfinished, exercise.tests()),
                                Verdict.ofProperties(unfinished, exercise.properties()))
                        .map(Verdict::red)
                        .flatMap(List::stream)
                        .toList();

        assertThat(red.stream().mapToInt(Red::task).min())
                .as("the first task with a red test, of %s", red)
                .hasValue(step.done() + 1);
    }

    @ParameterizedTest
    @EnumSource
    void the_tests_run_in_the_order_of_the_tasks(Exercise exercise) {
        var stub = Variant.compile(exercise.className(), exercise.stub());

        List<Integer> tasks =
                Verdict.of(stub, exercise.tests()).red().stream().map(Red::task).toList();

        assertThat(tasks.stream().distinct())
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, exercise.tasks()).boxed().toList());
        assertThat(tasks).isSorted();
    }
}
