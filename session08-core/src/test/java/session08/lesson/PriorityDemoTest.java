package session08.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import static session08.process.Processes.call;
import static session08.process.Processes.run;
import static session08.process.Processes.self;
import static session08.process.Processes.send;
import static session08.process.Processes.sendAfter;
import static session08.process.Processes.sleep;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import org.junit.jupiter.api.Test;

import session08.lesson.PriorityDemo.Message;
import session08.lesson.PriorityDemo.Normal;
import session08.lesson.PriorityDemo.Stop;
import session08.lesson.PriorityDemo.Urgent;
import session08.process.Pid;
import session08.process.TailCall;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

class PriorityDemoTest {

    private static final Transcript BURST = Transcript.of("priority");
    private static final Transcript IDLE = Transcript.of("priority-idle");

    private static final List<String> URGENT_CAME_LATE =
            List.of(
                    "Normal: Message 1",
                    "Normal: Message 2",
                    "URGENT: IMPORTANT!",
                    "Normal: Message 3",
                    "Stopping");

    private static final List<Message> MESSAGES =
            List.of(
                    new Normal("Message 1"),
                    new Normal("Message 2"),
                    new Urgent("IMPORTANT!"),
                    new Normal("Message 3"),
                    new Stop());

    @Test
    void a_burst_that_arrives_while_it_waits_is_taken_as_in_the_lesson() {
        BURST.isPrintedBy(
                () -> {
                    Pid<Message> demo = PriorityDemo.start();
                    // Timers of one moment all ring before anyone runs.
                    MESSAGES.forEach(message -> sendAfter(demo, message, ofSeconds(1)));
                    sleep(ofSeconds(2));
                });
    }

    @Test
    void a_burst_that_was_there_before_it_looked_is_taken_urgent_first() {
        assertThat(
                        Output.textOf(
                                () -> {
                                    MESSAGES.forEach(message -> send(self(), message));
                                    TailCall<Message> loop = PriorityDemo::loop;
                                    run(loop);
                                }))
                .containsExactly(
                        "URGENT: IMPORTANT!",
                        "Normal: Message 1",
                        "Normal: Message 2",
                        "Normal: Message 3",
                        "Stopping");
    }

    @Test
    void main_prints_the_burst_as_far_as_it_has_arrived_and_then_the_idle_time() {
        Set<List<String>> bursts = new HashSet<>();
        for (long seed = 0; seed < Transcript.SEEDS; seed++) {
            List<String> printed = Output.textOf(seed, PriorityDemo::main);
            bursts.add(printed.subList(0, 5));
            assertThat(printed.subList(5, printed.size()))
                    .as("after the burst, seed %d", seed)
                    .isEqualTo(IDLE.lines());
        }
        assertThat(bursts).containsExactlyInAnyOrder(BURST.lines(), URGENT_CAME_LATE);
    }

    @Test
    void says_that_it_is_idle_every_five_seconds() {
        assertThat(
                        Output.textOf(
                                () -> {
                                    PriorityDemo.start();
                                    sleep(ofSeconds(15).plusMillis(1));
                                }))
                .containsExactly("Idle...", "Idle...", "Idle...");
    }

    @Test
    void a_message_starts_the_five_seconds_again() {
        assertThat(
                        Output.textOf(
                                () -> {
                                    Pid<Message> demo = PriorityDemo.start();
                                    sleep(ofSeconds(4));
                                    demo.send(new Normal("at four"));
                                    sleep(ofMillis(4_999));
                                    call(demo, _ -> new Stop());
                                }))
                .containsExactly("Normal: at four", "Stopping");
    }
}
