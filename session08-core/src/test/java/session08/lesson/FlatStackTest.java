package session08.lesson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static session08.process.Processes.run;

import org.junit.jupiter.api.Test;

class FlatStackTest {

    private static final int TURNS = 10_000_000;

    @Test
    void ten_million_turns_fit_on_a_flat_stack() {
        assertThat(Output.textOf(() -> run(FlatStack.countDown(TURNS))))
                .containsExactly("Counted down on a flat stack");
    }

    @Test
    void they_overflow_a_stack_that_keeps_a_frame_for_each() {
        assertThatThrownBy(() -> FlatStack.countDownDeep(TURNS))
                .isInstanceOf(StackOverflowError.class);
    }

    @Test
    void a_hundred_turns_fit_on_either() {
        assertThat(
                        Output.textOf(
                                () -> {
                                    run(FlatStack.countDown(100));
                                    FlatStack.countDownDeep(100);
                                }))
                .containsExactly("Counted down on a flat stack", "Counted down on a deep stack");
    }

    @Test
    void main_shows_both() {
        assertThat(Output.textOf(FlatStack::main))
                .containsExactly("Counted down on a flat stack", "The deep stack overflowed");
    }
}
