package session08.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static session08.process.Processes.call;
import static session08.process.Processes.flush;
import static session08.process.Processes.messages;
import static session08.process.Processes.monotonicTime;
import static session08.process.Processes.receive;
import static session08.process.Processes.self;
import static session08.process.Processes.send;
import static session08.process.Processes.sendAfter;
import static session08.process.Processes.sleep;
import static session08.process.Processes.spawn;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofSeconds;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** Guarantees 1 to 8: which message a receive takes. */
class SelectionTest {

    private sealed interface Letter {}

    private record A(int n) implements Letter {}

    private record B(int n) implements Letter {}

    private record C(int n) implements Letter {}

    private record Answer(Object key, String text) {}

    private static void queue(Object... messages) {
        for (Object message : messages) {
            send(self(), message);
        }
    }

    private static String name(Letter letter) {
        return switch (letter) {
            case A(int n) -> "a" + n;
            case B(int n) when n > 5 -> "large b" + n;
            case B(int n) -> "b" + n;
            case C(int n) -> "c" + n;
        };
    }

    @Test
    @Tag("guarantee:1")
    void the_oldest_message_is_taken_whatever_the_order_of_the_cases() {
        Simulation.run(
                () -> {
                    queue(new B(1), new A(2));

                    assertThat(name(receive(Letter.class))).isEqualTo("b1");
                    assertThat(name(receive(Letter.class))).isEqualTo("a2");
                });
    }

    @Test
    @Tag("guarantee:1")
    void the_oldest_message_that_a_guard_accepts_is_taken_whatever_it_asks_for_first() {
        Simulation.run(
                () -> {
                    queue("c", "b", "a");

                    assertThat(receive(String.class, s -> s.equals("a") || s.equals("b")))
                            .isEqualTo("b");
                    assertThat(messages()).containsExactly("c", "a");
                });
    }

    @Test
    @Tag("guarantee:2")
    void of_two_cases_that_match_one_message_the_first_wins() {
        Simulation.run(
                () -> {
                    queue(new B(7), new B(3));

                    assertThat(name(receive(Letter.class))).isEqualTo("large b7");
                    assertThat(name(receive(Letter.class))).isEqualTo("b3");
                });
    }

    @Test
    @Tag("guarantee:3")
    void what_does_not_match_stays_where_it_is() {
        Simulation.run(
                () -> {
                    queue(new A(1), new B(2), new C(3));

                    assertThat(receive(B.class)).isEqualTo(new B(2));
                    assertThat(messages()).containsExactly(new A(1), new C(3));
                });
    }

    @Test
    @Tag("guarantee:3")
    void the_order_of_the_rest_is_the_same_wherever_a_message_is_taken_out() {
        for (int taken = 0; taken < 5; taken++) {
            int number = taken;
            Simulation.run(
                    () -> {
                        queue(0, 1, 2, 3, 4);
                        List<Object> rest = new ArrayList<>(messages());
                        rest.remove(number);

                        assertThat(receive(Integer.class, n -> n == number)).isEqualTo(number);
                        assertThat(messages()).isEqualTo(rest);

                        queue("a new one");
                        rest.add("a new one");
                        assertThat(messages()).isEqualTo(rest);
                    });
        }
    }

    @Test
    @Tag("guarantee:4")
    void an_answer_to_another_question_stays_in_the_mailbox() {
        Simulation.run(
                () -> {
                    Object mine = new Object();
                    Object other = new Object();
                    queue(new Answer(other, "stale"), new Answer(mine, "fresh"));

                    Answer answer = receive(Answer.class, a -> a.key() == mine);

                    assertThat(answer.text()).isEqualTo("fresh");
                    assertThat(messages()).containsExactly(new Answer(other, "stale"));
                });
    }

    @Test
    @Tag("guarantee:5")
    void every_receive_looks_from_the_oldest_message_again() {
        Simulation.run(
                () -> {
                    queue(new A(1), new B(2), new A(3));

                    assertThat(receive(B.class)).isEqualTo(new B(2));
                    assertThat(receive(Letter.class)).isEqualTo(new A(1));
                    assertThat(receive(Letter.class)).isEqualTo(new A(3));
                });
    }

    @Test
    @Tag("guarantee:5")
    void what_a_guard_refused_in_one_receive_is_tried_again_in_the_next() {
        Simulation.run(
                () -> {
                    queue(1, 2, 3);
                    var tried = new ArrayList<Integer>();

                    receive(Integer.class, n -> tried.add(n) && n == 3);
                    receive(Integer.class, n -> tried.add(n) && n == 2);

                    assertThat(tried).containsExactly(1, 2, 3, 1, 2);
                });
    }

    @Test
    @Tag("guarantee:6")
    void a_receive_that_waits_tests_only_what_newly_arrives() {
        Simulation.run(
                () -> {
                    queue(1, 2, 3, 4, 5);
                    Pid<Object> me = self();
                    spawn(
                            () -> {
                                for (int n = 6; n <= 9; n++) {
                                    sleep(ofSeconds(1));
                                    send(me, n);
                                }
                            });
                    var tried = new ArrayList<Integer>();

                    receive(Integer.class, n -> tried.add(n) && n == 9);

                    assertThat(tried).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
                    assertThat(messages()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
                });
    }

    @Test
    @Tag("guarantee:6")
    void a_guard_is_not_asked_about_messages_of_other_types() {
        Simulation.run(
                () -> {
                    queue("one", 2, "three", 4);
                    var tried = new ArrayList<Integer>();

                    receive(Integer.class, n -> tried.add(n) && n == 4);

                    assertThat(tried).containsExactly(2, 4);
                });
    }

    @Test
    @Tag("guarantee:7")
    void a_receive_without_a_timeout_waits_as_long_as_it_takes() {
        Simulation.run(
                () -> {
                    sendAfter(self(), "at last", ofDays(36_500));

                    assertThat(receive(String.class)).isEqualTo("at last");
                    assertThat(monotonicTime()).isEqualTo(ofDays(36_500));
                });
    }

    @Test
    @Tag("guarantee:7")
    void a_receive_without_a_timeout_does_not_end_by_itself() {
        assertThatThrownBy(() -> Simulation.run(() -> receive(String.class)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("test waits for String");
    }

    @Test
    @Tag("guarantee:8")
    void a_guard_that_throws_leaves_message_and_mailbox_as_they_were() {
        Simulation.run(
                () -> {
                    queue("one", 0, 2);
                    List<Object> before = messages();

                    assertThatThrownBy(() -> receive(Integer.class, n -> 10 / n == 5))
                            .isInstanceOf(ArithmeticException.class);

                    assertThat(messages()).isEqualTo(before);
                    assertThat(receive(Integer.class)).isZero();
                });
    }

    @Test
    @Tag("guarantee:8")
    void a_guard_that_throws_for_a_message_that_arrives_while_it_waits_leaves_that_too() {
        Simulation.run(
                () -> {
                    queue(2);
                    sendAfter(self(), 0, ofSeconds(1));

                    assertThatThrownBy(() -> receive(Integer.class, n -> 10 / n == 1))
                            .isInstanceOf(ArithmeticException.class);

                    assertThat(messages()).containsExactly(2, 0);
                    queue(3);
                    assertThat(messages()).containsExactly(2, 0, 3);
                });
    }

    @Test
    @Tag("guarantee:8")
    void a_guard_that_waits_or_takes_is_refused_in_a_sentence() {
        Simulation.run(
                () -> {
                    Pid<Object> other = spawn(() -> sleep(ofDays(1)));
                    queue("a", "b");
                    var forbidden =
                            List.<Runnable>of(
                                    () -> receive(String.class),
                                    () -> flush(),
                                    () -> sleep(ofSeconds(1)),
                                    () -> call(other, from -> "request"));
                    for (Runnable what : forbidden) {
                        assertThatThrownBy(
                                        () ->
                                                receive(
                                                        String.class,
                                                        s -> {
                                                            what.run();
                                                            return true;
                                                        }))
                                .isInstanceOf(IllegalStateException.class)
                                .hasMessageMatching(
                                        "a guard must not (receive|flush|sleep|call): it only looks"
                                                + " at the message it is given");
                    }
                    assertThat(messages()).containsExactly("a", "b");
                    assertThat(receive(String.class)).isEqualTo("a");
                });
    }
}
