package session08.lesson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static session08.process.Processes.sleep;
import static session08.process.Processes.spawn;

import static java.lang.IO.println;
import static java.time.Duration.ofMillis;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

class TranscriptTest {

    private record Strange(int number) {}

    private record Moved(String what, String to) {}

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Took: milk                       | Took: milk
                    Heartbeat #1                     | Heartbeat #1
                    Flushed: :a                      | Flushed: a
                    :ok                              | OK
                    In fridge: [:cheese, :eggs]      | In fridge: [cheese, eggs]
                    %{name: "Alice", score: 110}     | {name=Alice, score=110}
                    %{}                              | {}
                    {:messages, []}                  | []
                    {:messages, [:b, :c]}            | [b, c]
                    Warning: {:strange, 42}          | Warning: Strange[number=42]
                    [strange: 1, strange: 2]         | [Strange[number=1], Strange[number=2]]
                    {:moved, "a, b", [:c, %{d: 1}]}  | Moved[what=a, b, to=[c, {d=1}]]
                    """)
    void a_line_of_elixir_is_translated_by_rule(String elixir, String java) {
        assertThat(Transcript.ofLines(List.of(elixir), Strange.class, Moved.class).lines())
                .containsExactly(java);
    }

    @Test
    void the_title_of_a_part_is_left_out() {
        assertThat(Transcript.ofLines(List.of("one", "-- peek", "two")).lines())
                .containsExactly("one", "two");
    }

    @Test
    void a_tuple_that_no_record_stands_for_is_refused() {
        assertThatThrownBy(() -> Transcript.ofLines(List.of("{:odd, 1}"), Strange.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(":odd");
    }

    @Test
    void lines_of_two_processes_may_swap_places() {
        var transcript = Transcript.ofLines(List.of("mine", "its"));
        transcript.isPrintedBy(
                () -> {
                    println("mine");
                    spawn(() -> println("its"));
                    sleep(ofMillis(1));
                });
        transcript.isPrintedBy(
                () -> {
                    spawn(() -> println("its"));
                    sleep(ofMillis(1));
                    println("mine");
                });
    }

    @Test
    void lines_of_one_process_may_not() {
        var transcript = Transcript.ofLines(List.of("first", "second"));
        assertThatThrownBy(
                        () ->
                                transcript.isPrintedBy(
                                        () -> {
                                            println("second");
                                            println("first");
                                        }))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("seed 0");
    }

    @Test
    void no_line_may_be_missing_or_too_many() {
        var transcript = Transcript.ofLines(List.of("one"));
        assertThatThrownBy(() -> transcript.isPrintedBy(() -> {}))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(
                        () ->
                                transcript.isPrintedBy(
                                        () -> {
                                            println("one");
                                            println("one");
                                        }))
                .isInstanceOf(AssertionError.class);
    }
}
