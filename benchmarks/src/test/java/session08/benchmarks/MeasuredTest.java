package session08.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.List;

class MeasuredTest {

    private static Measured of(long value, long result) {
        return new Measured(value, 10, result, 0);
    }

    @Test
    void what_is_printed_can_be_read() {
        var measured = new Measured(12_345, 100, -7, 4_096);

        assertThat(Measured.parse("a warning\n" + measured.json() + "\n")).isEqualTo(measured);
    }

    @Test
    void a_word_that_is_no_measurement_is_repeated() {
        assertThatThrownBy(() -> Measured.parse("killed\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no measurement in \"killed\"");
    }

    @Test
    void nothing_takes_no_time() {
        assertThatThrownBy(() -> Measured.parse(of(0, 1).json()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("can not be");
    }

    @Test
    void of_several_runs_the_one_in_the_middle_counts() {
        assertThat(RunProgram.median(List.of(of(30, 1), of(10, 1), of(20, 1))))
                .isEqualTo(of(20, 1));
    }

    @Test
    void runs_that_come_to_different_results_count_for_nothing() {
        assertThatThrownBy(() -> RunProgram.median(List.of(of(30, 1), of(10, 2))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the results of its runs differ: [1, 2]");
    }
}
