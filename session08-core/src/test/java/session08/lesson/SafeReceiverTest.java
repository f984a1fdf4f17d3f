package session08.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import static session08.process.Processes.isAlive;
import static session08.process.Processes.messages;
import static session08.process.Processes.receive;
import static session08.process.Processes.send;
import static session08.process.Processes.sleep;
import static session08.process.Processes.spawn;

import static java.time.Duration.ofMillis;

import org.junit.jupiter.api.Test;

import session08.lesson.SafeReceiver.Message;
import session08.lesson.SafeReceiver.Stop;
import session08.lesson.SafeReceiver.Strange;
import session08.process.Pid;
import session08.process.Simulation;
import session08.process.TailCall;

import java.util.stream.IntStream;

class SafeReceiverTest {

    @Test
    void main_prints_what_the_lesson_prints() {
        Transcript.of("safe-receiver", Strange.class).isPrintedBy(SafeReceiver::main);
    }

    @Test
    void a_thousand_strange_messages_leave_its_mailbox_empty() {
        var printed =
                Output.textOf(
                        () -> {
                            Pid<Object> receiver = SafeReceiver.start();
                            sendStrangeOnes(receiver);
                            assertThat(messages(receiver)).isEmpty();
                            assertThat(isAlive(receiver)).isTrue();
                        });
        assertThat(printed)
                .hasSize(1_000)
                .allMatch(line -> line.startsWith("Warning: unexpected message: Strange["));
    }

    @Test
    void a_receiver_without_a_catch_all_keeps_every_one_of_them() {
        Simulation.run(
                () -> {
                    Pid<Object> receiver = spawn(SafeReceiverTest::choosy);
                    sendStrangeOnes(receiver);
                    assertThat(messages(receiver)).hasSize(1_000);
                    send(receiver, new SafeReceiver.Normal("known"));
                    sleep(ofMillis(1));
                    assertThat(messages(receiver))
                            .hasSize(1_000)
                            .hasOnlyElementsOfType(Strange.class);
                });
    }

    @Test
    void ends_at_stop() {
        Simulation.run(
                () -> {
                    Pid<Object> receiver = SafeReceiver.start();
                    send(receiver, new Stop());
                    sleep(ofMillis(1));
                    assertThat(isAlive(receiver)).isFalse();
                });
    }

    private static TailCall<Object> choosy() {
        receive(Message.class);
        return SafeReceiverTest::choosy;
    }

    private static void sendStrangeOnes(Pid<Object> receiver) {
        IntStream.range(0, 1_000).forEach(n -> send(receiver, new Strange(n)));
        sleep(ofMillis(1));
    }
}
