package session08.lesson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static session08.process.Processes.receive;
import static session08.process.Processes.self;
import static session08.process.Processes.sleep;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import org.junit.jupiter.api.Test;

import session08.lesson.Heartbeat.Alive;
import session08.lesson.Heartbeat.Message;
import session08.lesson.Heartbeat.Status;
import session08.process.Pid;
import session08.process.Simulation;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

class HeartbeatTest {

    @Test
    void main_prints_what_the_lesson_prints() {
        Transcript.of("heartbeat").isPrintedBy(Heartbeat::main);
    }

    @Test
    void beats_once_a_second_if_nobody_asks() {
        Output.of(
                0,
                () -> {
                    Pid<Message> heartbeat = Heartbeat.start();
                    sleep(ofDays(1).plusMillis(1));
                    assertThat(beatsOf(heartbeat)).isEqualTo(24 * 60 * 60);
                });
    }

    @Test
    void stands_still_while_it_is_asked_more_often_than_it_beats() {
        assertThat(
                        Output.textOf(
                                () -> {
                                    Pid<Message> heartbeat = Heartbeat.start(ofSeconds(1));
                                    for (int i = 0; i < 1_000; i++) {
                                        sleep(ofMillis(999));
                                        assertThat(beatsOf(heartbeat)).isZero();
                                    }
                                }))
                .isEmpty();
    }

    @Test
    void goes_on_one_interval_after_the_last_question() {
        Output.of(
                0,
                () -> {
                    Pid<Message> heartbeat = Heartbeat.start(ofSeconds(1));
                    sleep(ofMillis(900));
                    assertThat(beatsOf(heartbeat)).isZero();
                    sleep(ofMillis(999));
                    assertThat(beatsOf(heartbeat)).isZero();
                    sleep(ofMillis(1_001));
                    assertThat(beatsOf(heartbeat)).isEqualTo(1);
                });
    }

    @Test
    void a_question_at_the_moment_of_a_beat_may_come_before_it_or_after() {
        Set<Integer> beats = new HashSet<>();
        for (long seed = 0; seed < Transcript.SEEDS; seed++) {
            Output.of(
                    seed,
                    () -> {
                        Pid<Message> heartbeat = Heartbeat.start(ofMillis(500));
                        sleep(ofSeconds(2));
                        beats.add(beatsOf(heartbeat));
                    });
        }
        assertThat(beats).containsExactlyInAnyOrder(3, 4);
    }

    @Test
    void an_interval_that_is_not_positive_is_refused() {
        Simulation.run(
                () -> {
                    assertThatThrownBy(() -> Heartbeat.start(Duration.ZERO))
                            .isInstanceOf(IllegalArgumentException.class)
                            .hasMessageContaining("must be positive");
                    assertThatThrownBy(() -> Heartbeat.start(ofSeconds(-1)))
                            .isInstanceOf(IllegalArgumentException.class)
                            .hasMessageContaining("must be positive");
                });
    }

    private static int beatsOf(Pid<Message> heartbeat) {
        heartbeat.send(new Status(self()));
        return receive(Alive.class).beats();
    }
}
