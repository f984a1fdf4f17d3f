package session08.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static session08.process.Processes.flush;
import static session08.process.Processes.messages;

import org.junit.jupiter.api.Test;

import session08.process.Answered;
import session08.process.Simulation;
import session08.process.TimedOut;

import java.util.function.Function;

class SelectiveReceiveBenchmarkTest {

    /** What an invocation gives, in a mailbox that holds the same before and after. */
    private static void assertGives(
            Class<?> result, Function<SelectiveReceiveBenchmark, Object> invocation) {
        Simulation.run(
                0,
                () -> {
                    var benchmark = new SelectiveReceiveBenchmark();
                    benchmark.unmatched = 3;
                    benchmark.fill();
                    var before = messages();

                    for (int i = 0; i < 3; i++) {
                        assertThat(invocation.apply(benchmark)).isInstanceOf(result);
                        benchmark.check();
                    }

                    assertThat(messages()).isEqualTo(before);
                    benchmark.end();
                });
    }

    @Test
    void the_last_is_found_by_a_guard_each_time() {
        assertGives(SelectiveReceiveBenchmark.Normal.class, SelectiveReceiveBenchmark::lastByGuard);
    }

    @Test
    void the_last_is_found_each_time() {
        assertGives(SelectiveReceiveBenchmark.Urgent.class, SelectiveReceiveBenchmark::last);
    }

    @Test
    void none_is_found_each_time() {
        assertGives(TimedOut.class, SelectiveReceiveBenchmark::none);
    }

    @Test
    void the_oldest_comes_round_again() {
        assertGives(SelectiveReceiveBenchmark.Normal.class, SelectiveReceiveBenchmark::oldest);
    }

    @Test
    void a_call_is_answered_each_time() {
        assertGives(Answered.class, SelectiveReceiveBenchmark::callBeside);
    }

    @Test
    void a_mailbox_that_lost_its_messages_is_noticed() {
        Simulation.run(
                0,
                () -> {
                    var benchmark = new SelectiveReceiveBenchmark();
                    benchmark.unmatched = 3;
                    benchmark.fill();
                    flush();

                    assertThatThrownBy(benchmark::check)
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessageContaining("has 0 messages before it, expected 3");
                    benchmark.end();
                });
    }
}
