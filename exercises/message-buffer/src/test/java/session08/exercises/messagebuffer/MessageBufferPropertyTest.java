package session08.exercises.messagebuffer;

import static org.assertj.core.api.Assertions.assertThat;

import static session08.process.Processes.monotonicTime;
import static session08.process.Processes.sleep;

import static java.time.Duration.ofNanos;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

import session08.exercises.messagebuffer.MessageBuffer.Message;
import session08.process.Pid;
import session08.testkit.Simulated;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What holds whatever is added and flushed, and whenever. */
@Simulated
class MessageBufferPropertyTest {

    // Odd, while all pauses are even: what happens in the very moment when the time of a batch is
    // over may fall on either side, and is not asked about here.
    private static final Duration TIMEOUT = ofNanos(15);

    private sealed interface Step {}

    private record Add() implements Step {}

    private record Flush() implements Step {}

    private record AutoFlush() implements Step {}

    private record Pause(int nanos) implements Step {}

    private record Batch(Duration at, List<String> texts) {}

    @Property(tries = 200)
    @Tag("task:6")
    void nothing_is_lost_doubled_or_reordered(
            @ForAll @IntRange(min = 1, max = 5) int size, @ForAll("steps") List<Step> steps) {
        var run = new Run(size, steps);

        assertThat(run.handedOver())
                .as(task(6, "%d messages were added: all that was handed over", run.added.size()))
                .isEqualTo(List.copyOf(run.added.keySet()));
    }

    @Property(tries = 200)
    @Tag("task:6")
    void no_batch_is_empty_or_more_than_full(
            @ForAll @IntRange(min = 1, max = 5) int size, @ForAll("steps") List<Step> steps) {
        var run = new Run(size, steps);

        assertThat(run.batches)
                .as(task(6, "a batch is full with %d", size))
                .allSatisfy(batch -> assertThat(batch.texts()).hasSizeBetween(1, size));
    }

    @Property(tries = 200)
    @Tag("task:6")
    void a_batch_is_handed_over_in_time_and_never_without_a_reason(
            @ForAll @IntRange(min = 1, max = 5) int size, @ForAll("steps") List<Step> steps) {
        var run = new Run(size, steps);

        for (Batch batch : run.batches) {
            Duration due = run.added.get(batch.texts().getFirst()).plus(TIMEOUT);
            assertThat(batch.at())
                    .as(task(6, "%s has its time when its first message has waited 15 ns", batch))
                    .isLessThanOrEqualTo(due);
            assertThat(
                            batch.texts().size() == size
                                    || batch.at().equals(due)
                                    || run.flushes.contains(batch.at()))
                    .as(
                            task(
                                    6,
                                    "%s is not full, its time would be over at %s, and nobody asked"
                                        + " for a flush: that there was a reason to hand it over",
                                    batch,
                                    due))
                    .isTrue();
        }
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Arbitraries.<Step>frequencyOf(
                        Tuple.of(6, Arbitraries.just(new Add())),
                        Tuple.of(1, Arbitraries.just(new Flush())),
                        Tuple.of(1, Arbitraries.just(new AutoFlush())),
                        Tuple.of(
                                4,
                                Arbitraries.integers()
                                        .between(1, 10)
                                        .map(half -> new Pause(2 * half))))
                .list()
                .ofMaxSize(50);
    }

    private static String task(int task, String what, Object... values) {
        return "Task %d in exercises/message-buffer/README.md: %s"
                .formatted(task, what.formatted(values));
    }

    /** Takes the steps, then flushes what is left. */
    private static final class Run {

        // Plain collections will do: in simulated time one process runs at a time.
        final Map<String, Duration> added = new LinkedHashMap<>();
        final Set<Duration> flushes = new HashSet<>();
        final List<Batch> batches = new ArrayList<>();

        Run(int size, List<Step> steps) {
            Pid<Message> buffer =
                    MessageBuffer.start(
                            size, TIMEOUT, batch -> batches.add(new Batch(monotonicTime(), batch)));
            steps.forEach(step -> take(step, buffer));
            take(new Flush(), buffer);
        }

        private void take(Step step, Pid<Message> buffer) {
            switch (step) {
                case Add() -> {
                    String text = "message " + (added.size() + 1);
                    added.put(text, monotonicTime());
                    MessageBuffer.add(buffer, text);
                }
                case Flush() -> {
                    sleep(ofNanos(2)); // so that all that was added has been received
                    int waiting = added.size() - handedOver().size();
                    flushes.add(monotonicTime());
                    assertThat(MessageBuffer.flush(buffer))
                            .as(task(6, "%d messages waited; flush() answered", waiting))
                            .isEqualTo(waiting);
                }
                case AutoFlush() -> {
                    flushes.add(monotonicTime());
                    MessageBuffer.autoFlush(buffer);
                }
                case Pause(int nanos) -> sleep(ofNanos(nanos));
            }
        }

        List<String> handedOver() {
            return batches.stream().map(Batch::texts).flatMap(List::stream).toList();
        }
    }
}
