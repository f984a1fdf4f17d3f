package session08.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static session08.process.Processes.call;
import static session08.process.Processes.isAlive;
import static session08.process.Processes.messages;
import static session08.process.Processes.receive;
import static session08.process.Processes.self;
import static session08.process.Processes.send;
import static session08.process.Processes.sendAfter;
import static session08.process.Processes.spawn;

import static java.time.Duration.ofSeconds;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Guarantees 22 to 26: what a send promises. */
class SendTest {

    private record Numbered(int sender, int number) {}

    private record Question(Pid<? super String> from) {}

    @Test
    @Tag("guarantee:22")
    @Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
    void a_send_does_not_wait_for_a_receiver_that_takes_nothing() {
        RealTime.run(
                () -> {
                    Pid<Object> picky = spawn(() -> receive(String.class));

                    for (int n = 0; n < 100_000; n++) {
                        send(picky, n);
                    }

                    assertThat(messages(picky)).hasSize(100_000);
                    send(picky, "the end");
                });
    }

    @Test
    @Tag("guarantee:22")
    void a_send_to_a_process_that_has_ended_is_silent() {
        Simulation.run(
                () -> {
                    Pid<Object> ended = spawn(() -> receive(String.class));
                    send(ended, "the end");
                    Processes.sleep(ofSeconds(1));
                    assertThat(isAlive(ended)).isFalse();

                    send(ended, "too late");
                    sendAfter(ended, "later still", ofSeconds(1));
                    Processes.sleep(ofSeconds(2));

                    assertThat(messages(ended)).isEmpty();
                });
    }

    @Test
    @Tag("guarantee:23")
    @Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
    void messages_of_one_sender_arrive_in_the_order_in_which_they_were_sent() {
        RealTime.run(
                () -> {
                    int senders = 8;
                    int each = 5_000;
                    Pid<Object> me = self();
                    for (int s = 0; s < senders; s++) {
                        int sender = s;
                        spawn(
                                () -> {
                                    for (int n = 0; n < each; n++) {
                                        send(me, new Numbered(sender, n));
                                    }
                                });
                    }
                    int[] next = new int[senders];
                    for (int n = 0; n < senders * each; n++) {
                        Numbered message = receive(Numbered.class);
                        assertThat(message.number()).isEqualTo(next[message.sender()]++);
                    }
                    assertThat(messages()).isEmpty();
                });
    }

    @Test
    @Tag("guarantee:24")
    void a_send_to_oneself_appends_like_any_other() {
        Simulation.run(
                () -> {
                    Pid<Object> me = self();
                    spawn(() -> send(me, "from another"));
                    Processes.sleep(ofSeconds(1));

                    send(me, "from myself");

                    assertThat(messages()).containsExactly("from another", "from myself");
                });
    }

    @Test
    @Tag("guarantee:25")
    void null_is_refused_at_the_sender() {
        Simulation.run(
                () -> {
                    Pid<Object> me = self();

                    assertThatThrownBy(() -> send(me, null))
                            .isInstanceOf(NullPointerException.class)
                            .hasMessage("null is no message: send an object, such as a record");
                    assertThatThrownBy(() -> me.send(null))
                            .isInstanceOf(NullPointerException.class)
                            .hasMessage("null is no message: send an object, such as a record");
                    assertThatThrownBy(() -> sendAfter(me, null, ofSeconds(1)))
                            .isInstanceOf(NullPointerException.class)
                            .hasMessage("null is no message: send an object, such as a record");
                    assertThat(messages()).isEmpty();
                });
    }

    @Test
    @Tag("guarantee:25")
    void null_is_no_answer_either_and_the_call_goes_on_waiting() {
        Simulation.run(
                () -> {
                    var refusals = new ConcurrentLinkedQueue<String>();
                    Pid<Question> callee = spawn(() -> answerNullThenText(refusals));

                    Reply<String> reply = call(callee, Question::new);

                    assertThat(reply).isEqualTo(new Answered<>("text"));
                    assertThat(refusals)
                            .containsExactly("null is no answer: send an object, such as a record");
                });
    }

    private static TailCall<Question> answerNullThenText(ConcurrentLinkedQueue<String> refusals) {
        Pid<? super String> from = receive(Question.class).from();
        try {
            from.send(null);
        } catch (NullPointerException refused) {
            refusals.add(refused.getMessage());
        }
        from.send("text");
        return Processes.stop();
    }

    @Test
    @Tag("guarantee:26")
    void what_is_in_the_mailbox_of_a_process_that_ends_is_discarded() {
        Simulation.run(
                () -> {
                    Pid<Object> process = spawn(() -> receive(String.class));
                    send(process, 1);
                    send(process, 2);
                    assertThat(messages(process)).containsExactly(1, 2);

                    send(process, "the end");
                    Processes.sleep(ofSeconds(1));

                    assertThat(messages(process)).isEmpty();
                });
    }

    @Test
    @Tag("guarantee:26")
    @Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
    void the_address_of_an_ended_process_keeps_none_of_its_messages_in_memory() {
        RealTime.run(
                () -> {
                    Pid<Object> process = spawn(() -> receive(String.class));
                    WeakReference<Object> left = sendNew(process);
                    send(process, "the end");
                    RealTime.awaitEnd(process);

                    Garbage.assertCollected(() -> left.get() == null);
                    assertThat(isAlive(process)).isFalse();
                });
    }

    private static WeakReference<Object> sendNew(Pid<Object> to) {
        Object message = new Object();
        send(to, message);
        return new WeakReference<>(message);
    }
}
