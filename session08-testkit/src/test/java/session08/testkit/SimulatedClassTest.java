package session08.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import static session08.process.Processes.messages;
import static session08.process.Processes.monotonicTime;
import static session08.process.Processes.self;
import static session08.process.Processes.sendAfter;
import static session08.process.Processes.sleep;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;

@Simulated
class SimulatedClassTest {

    @Test
    void a_test_lives_in_simulated_time() {
        assertThat(monotonicTime()).isEqualTo(Duration.ZERO);
        sleep(ofDays(1000));
        assertThat(monotonicTime()).isEqualTo(ofDays(1000));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void so_does_each_case_of_a_parameterized_test(int days) {
        assertThat(monotonicTime()).isEqualTo(Duration.ZERO);
        sleep(ofDays(days));
        assertThat(monotonicTime()).isEqualTo(ofDays(days));
    }

    @Property(tries = 20)
    void so_does_each_try_of_a_property_with_a_mailbox_of_its_own(
            @ForAll @IntRange(min = 1, max = 100) int hours) {
        assertThat(monotonicTime()).isEqualTo(Duration.ZERO);
        assertThat(messages()).isEmpty();
        sendAfter(self(), "due", ofHours(hours));
        sleep(ofHours(hours));
        assertThat(messages()).containsExactly("due");
    }
}
