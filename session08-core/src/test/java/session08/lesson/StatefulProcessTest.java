package session08.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import static session08.process.Processes.isAlive;
import static session08.process.Processes.messages;
import static session08.process.Processes.receive;
import static session08.process.Processes.self;
import static session08.process.Processes.send;
import static session08.process.Processes.sleep;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import org.junit.jupiter.api.Test;

import session08.lesson.StatefulProcess.Enter;
import session08.lesson.StatefulProcess.Free;
import session08.lesson.StatefulProcess.GetFree;
import session08.lesson.StatefulProcess.Leave;
import session08.lesson.StatefulProcess.Stop;
import session08.process.Pid;
import session08.process.Simulation;

import java.util.List;

class StatefulProcessTest {

    @Test
    void main_shows_each_kind_of_case() {
        Transcript.ofLines(
                        List.of(
                                "Warning: unexpected message: is it open?",
                                "Places left: 17",
                                "Nobody came for 5 seconds",
                                "Closing with 3 visitors inside"))
                .isPrintedBy(StatefulProcess::main);
    }

    @Test
    void a_command_changes_the_state_and_a_query_does_not() {
        Simulation.run(
                () -> {
                    Pid<Object> room = StatefulProcess.start(20);
                    assertThat(freeIn(room)).isEqualTo(20);
                    send(room, new Enter(5));
                    assertThat(freeIn(room)).isEqualTo(15);
                    assertThat(freeIn(room)).isEqualTo(15);
                    send(room, new Leave(2));
                    assertThat(freeIn(room)).isEqualTo(17);
                });
    }

    @Test
    void there_are_never_fewer_than_no_places_and_never_fewer_than_no_visitors() {
        Simulation.run(
                () -> {
                    Pid<Object> room = StatefulProcess.start(20);
                    send(room, new Enter(25));
                    assertThat(freeIn(room)).isZero();
                    send(room, new Leave(30));
                    assertThat(freeIn(room)).isEqualTo(20);
                });
    }

    @Test
    void the_unexpected_is_reported_and_neither_kept_nor_fatal() {
        assertThat(
                        Output.textOf(
                                () -> {
                                    Pid<Object> room = StatefulProcess.start(20);
                                    send(room, new Enter(5));
                                    send(room, 42);
                                    assertThat(freeIn(room)).isEqualTo(15);
                                    assertThat(messages(room)).isEmpty();
                                }))
                .containsExactly("Warning: unexpected message: 42");
    }

    @Test
    void each_five_seconds_without_a_message_are_noticed_and_the_state_is_kept() {
        assertThat(
                        Output.textOf(
                                () -> {
                                    Pid<Object> room = StatefulProcess.start(20);
                                    send(room, new Enter(5));
                                    sleep(ofSeconds(10).plusMillis(1));
                                    assertThat(freeIn(room)).isEqualTo(15);
                                    sleep(ofMillis(4_999));
                                }))
                .containsExactly("Nobody came for 5 seconds", "Nobody came for 5 seconds");
    }

    @Test
    void ends_at_stop() {
        Output.of(
                0,
                () -> {
                    Pid<Object> room = StatefulProcess.start(20);
                    send(room, new Stop());
                    sleep(ofMillis(1));
                    assertThat(isAlive(room)).isFalse();
                });
    }

    private static int freeIn(Pid<Object> room) {
        send(room, new GetFree(self()));
        return receive(Free.class).places();
    }
}
