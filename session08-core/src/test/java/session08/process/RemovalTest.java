package session08.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static session08.process.Processes.after;
import static session08.process.Processes.messages;
import static session08.process.Processes.monotonicTime;
import static session08.process.Processes.receive;
import static session08.process.Processes.self;
import static session08.process.Processes.send;
import static session08.process.Processes.sendAfter;
import static session08.process.Processes.sleep;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Guarantees 9 to 12: a message has left the mailbox before anything is done about it. */
class RemovalTest {

    private static void queue(Object... messages) {
        for (Object message : messages) {
            send(self(), message);
        }
    }

    @Test
    @Tag("guarantee:9")
    void in_the_body_the_message_is_no_longer_in_the_mailbox() {
        Simulation.run(
                () -> {
                    queue("a", 1, "b");

                    switch (receive(Object.class, m -> m instanceof Integer)) {
                        case Integer n -> assertThat(messages()).containsExactly("a", "b");
                        case Object other -> throw new AssertionError(other);
                    }
                });
    }

    @Test
    @Tag("guarantee:10")
    void a_body_that_throws_has_consumed_its_message_and_no_other() {
        Simulation.run(
                () -> {
                    queue("a", 0, "b");

                    assertThatThrownBy(
                                    () -> {
                                        int n = receive(Integer.class);
                                        send(self(), 10 / n);
                                    })
                            .isInstanceOf(ArithmeticException.class);

                    assertThat(messages()).containsExactly("a", "b");
                });
    }

    @Test
    @Tag("guarantee:11")
    void a_nested_receive_sees_what_the_outer_one_passed_over() {
        Simulation.run(
                () -> {
                    queue("m1", "m2", "m3");

                    String outer = receive(String.class, "m2"::equals);
                    String inner = receive(String.class);

                    assertThat(outer).isEqualTo("m2");
                    assertThat(inner).isEqualTo("m1");
                    assertThat(messages()).containsExactly("m3");
                });
    }

    @Test
    @Tag("guarantee:11")
    void receives_nest_to_any_depth_and_each_message_is_taken_once() {
        Simulation.run(
                () -> {
                    queue(1, 2, 3, 4, 5, 6);

                    assertThat(receive(Integer.class, n -> n == 4)).isEqualTo(4);
                    assertThat(receive(Integer.class, n -> n > 1)).isEqualTo(2);
                    assertThat(receive(Integer.class, n -> n > 4)).isEqualTo(5);
                    assertThat(receive(Integer.class)).isEqualTo(1);
                    assertThat(messages()).containsExactly(3, 6);
                });
    }

    @Test
    @Tag("guarantee:12")
    void a_slow_body_does_not_time_out() {
        Simulation.run(
                () -> {
                    sendAfter(self(), "in time", ofMillis(50));

                    var outcome = receive(String.class, after(ofMillis(100)));
                    sleep(ofHours(1));

                    assertThat(outcome).isEqualTo(new Received<>("in time"));
                    assertThat(messages()).isEmpty();
                });
    }

    @Test
    @Tag("guarantee:12")
    void the_timer_of_a_receive_is_gone_when_the_message_is_there() {
        Simulation.run(
                () -> {
                    sendAfter(self(), "in time", ofMillis(50));
                    receive(String.class, after(ofMillis(100)));

                    // With a timer left, time would have to pass before all wait for ever.
                    assertThatThrownBy(() -> receive(String.class))
                            .isInstanceOf(AssertionError.class);
                    assertThat(monotonicTime()).isEqualTo(ofMillis(50));
                });
    }
}
