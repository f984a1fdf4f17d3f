package session08.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import static session08.process.Processes.isAlive;
import static session08.process.Processes.sleep;

import static java.time.Duration.ofMillis;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.IntStream;

class CountForeverTest {

    @Test
    void counts_twice_a_second() {
        assertThat(
                        Output.textOf(
                                () -> {
                                    CountForever.start(7);
                                    sleep(ofMillis(1_250));
                                }))
                .containsExactly("Count: 7", "Count: 8", "Count: 9");
    }

    @Test
    void still_counts_after_fifty_thousand_turns() {
        int turns = 50_000; // some ten thousand overflow a stack that grows
        List<String> printed =
                Output.textOf(
                        () -> {
                            var counting = CountForever.start(1);
                            sleep(ofMillis(500).multipliedBy(turns).minusMillis(1));
                            assertThat(isAlive(counting)).isTrue();
                        });
        assertThat(printed)
                .isEqualTo(IntStream.rangeClosed(1, turns).mapToObj(n -> "Count: " + n).toList());
    }
}
