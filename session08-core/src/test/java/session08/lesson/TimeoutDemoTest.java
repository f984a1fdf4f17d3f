package session08.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import static session08.process.Processes.monotonicTime;
import static session08.process.Processes.self;
import static session08.process.Processes.send;
import static session08.process.Processes.sendAfter;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import org.junit.jupiter.api.Test;

import session08.lesson.TimeoutDemo.Outcome;

import java.time.Duration;

class TimeoutDemoTest {

    @Test
    void main_prints_what_the_lesson_prints() {
        Transcript.of("timeout").isPrintedBy(TimeoutDemo::main);
    }

    @Test
    void gives_up_after_three_seconds_and_not_before() {
        Output.of(
                0,
                () -> {
                    assertThat(TimeoutDemo.waitForMessage()).isEqualTo(Outcome.TIMEOUT);
                    assertThat(monotonicTime()).isEqualTo(ofSeconds(3));
                });
    }

    @Test
    void takes_a_message_that_is_there_without_waiting() {
        Output.of(
                0,
                () -> {
                    send(self(), "hello");
                    assertThat(TimeoutDemo.waitForMessage()).isEqualTo(Outcome.OK);
                    assertThat(monotonicTime()).isEqualTo(Duration.ZERO);
                });
    }

    @Test
    void takes_a_message_that_comes_just_in_time() {
        Output.of(
                0,
                () -> {
                    sendAfter(self(), "hello", ofMillis(2_999));
                    assertThat(TimeoutDemo.waitForMessage()).isEqualTo(Outcome.OK);
                    assertThat(monotonicTime()).isEqualTo(ofMillis(2_999));
                });
    }
}
