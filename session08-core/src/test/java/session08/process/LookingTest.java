package session08.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static session08.process.Processes.flush;
import static session08.process.Processes.messages;
import static session08.process.Processes.peek;
import static session08.process.Processes.receive;
import static session08.process.Processes.self;
import static session08.process.Processes.send;
import static session08.process.Processes.sleep;
import static session08.process.Processes.spawn;

import static java.time.Duration.ofSeconds;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

import java.util.List;
import java.util.Optional;

/** Guarantees 27 to 29: looking into a mailbox. */
class LookingTest {

    private static void queue(Object... messages) {
        for (Object message : messages) {
            send(self(), message);
        }
    }

    @Test
    @Tag("guarantee:27")
    void messages_lists_the_mailbox_oldest_first_and_consumes_nothing() {
        Simulation.run(
                () -> {
                    queue("a", 2, "c");

                    assertThat(messages()).containsExactly("a", 2, "c");
                    assertThat(messages()).containsExactly("a", 2, "c");
                    assertThat(receive(Object.class)).isEqualTo("a");
                    assertThat(messages()).containsExactly(2, "c");
                });
    }

    @Test
    @Tag("guarantee:27")
    void the_list_is_of_one_moment_and_changes_with_nothing() {
        Simulation.run(
                () -> {
                    queue("a");
                    List<Object> then = messages();

                    queue("b");
                    receive(String.class);

                    assertThat(then).containsExactly("a");
                    assertThatThrownBy(() -> then.add("c"))
                            .isInstanceOf(UnsupportedOperationException.class);
                });
    }

    @Test
    @Tag("guarantee:28")
    void the_mailbox_of_another_shows_what_the_one_who_asks_has_sent() {
        Simulation.run(
                () -> {
                    Pid<Object> busy = spawn(() -> sleep(ofSeconds(1)));

                    send(busy, "a");
                    send(busy, "b");

                    assertThat(messages(busy)).containsExactly("a", "b");
                    assertThat(messages(busy)).containsExactly("a", "b");
                });
    }

    @Test
    @Tag("guarantee:28")
    void it_shows_what_was_passed_over_before_what_came_later() {
        Simulation.run(
                () -> {
                    Pid<Object> picky = spawn(() -> receive(String.class));
                    send(picky, 1);
                    send(picky, 2);
                    sleep(ofSeconds(1)); // now it has looked at both, and waits
                    send(picky, 3);

                    assertThat(messages(picky)).containsExactly(1, 2, 3);
                    send(picky, "taken");
                    sleep(ofSeconds(1));
                    assertThat(messages(picky)).isEmpty(); // it has ended
                });
    }

    @Test
    @Tag("guarantee:28")
    @Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
    void what_was_sent_is_there_or_taken_also_while_the_receiver_is_at_work() {
        RealTime.run(
                () -> {
                    int rounds = 20_000;
                    Pid<Object> worker = spawn(() -> takeInOrder(0, rounds));
                    for (int n = 0; n < rounds; n++) {
                        send(worker, n);
                        List<Object> seen = messages(worker);
                        // The worker takes the oldest, so what is left is a row that ends in n.
                        for (int i = 0; i < seen.size(); i++) {
                            assertThat(seen.get(i)).isEqualTo(n - seen.size() + 1 + i);
                        }
                    }
                    RealTime.awaitEnd(worker);
                });
    }

    @Test
    @Tag("guarantee:28")
    @Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
    void what_was_sent_is_there_also_while_the_receiver_looks_at_it_and_waits_on() {
        RealTime.run(
                () -> {
                    for (int round = 0; round < 20; round++) {
                        Pid<Object> picky = spawn(() -> receive(String.class));
                        for (int n = 1; n <= 500; n++) {
                            send(picky, n);
                            // Half of the time it is woken up and moves what has come.
                            RealTime.dawdle(n % 2 * 500);
                            assertThat(messages(picky)).hasSize(n);
                        }
                        send(picky, "the end");
                        RealTime.awaitEnd(picky);
                    }
                });
    }

    private static TailCall<Object> takeInOrder(int next, int end) {
        if (next == end) {
            return Processes.stop();
        }
        receive(Integer.class, n -> n == next);
        return () -> takeInOrder(next + 1, end);
    }

    @Test
    @Tag("guarantee:28")
    void asking_for_ones_own_mailbox_by_address_is_the_same_as_asking_without() {
        Simulation.run(
                () -> {
                    queue("a", "b");
                    assertThat(messages(self())).isEqualTo(messages()).containsExactly("a", "b");
                });
    }

    @Test
    @Tag("guarantee:29")
    void to_receive_and_send_to_oneself_rotates_the_mailbox() {
        Simulation.run(
                () -> {
                    queue("a", "b", "c");

                    send(self(), receive(Object.class));

                    assertThat(messages()).containsExactly("b", "c", "a");
                });
    }

    @Test
    @Tag("guarantee:29")
    void a_peek_shows_the_oldest_and_changes_nothing() {
        Simulation.run(
                () -> {
                    assertThat(peek()).isEmpty();
                    queue("a", "b", "c");

                    assertThat(peek()).isEqualTo(Optional.of("a"));
                    assertThat(messages()).containsExactly("a", "b", "c");
                });
    }

    @Test
    void a_flush_returns_everything_and_leaves_an_empty_mailbox_that_works() {
        Simulation.run(
                () -> {
                    queue("a", 2);
                    receive(String.class);
                    queue("c");

                    assertThat(flush()).containsExactly(2, "c");
                    assertThat(messages()).isEmpty();
                    assertThat(flush()).isEmpty();

                    queue("d");
                    assertThat(receive(String.class)).isEqualTo("d");
                });
    }

    @Test
    void a_thread_that_was_not_spawned_has_a_mailbox_of_its_own() throws InterruptedException {
        var found = new List<?>[1];
        Thread thread =
                Thread.ofPlatform()
                        .name("guest")
                        .start(
                                () -> {
                                    queue("for the guest");
                                    assertThat(self()).hasToString("guest");
                                    found[0] = messages();
                                });
        thread.join();

        assertThat(found[0]).isEqualTo(List.of("for the guest"));
    }
}
