package session08.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import static session08.process.Processes.after;
import static session08.process.Processes.call;
import static session08.process.Processes.flush;
import static session08.process.Processes.isAlive;
import static session08.process.Processes.messages;
import static session08.process.Processes.peek;
import static session08.process.Processes.receive;
import static session08.process.Processes.self;
import static session08.process.Processes.send;
import static session08.process.Processes.sleep;
import static session08.process.Processes.spawn;
import static session08.process.Processes.stop;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

import session08.lesson.Counter;
import session08.lesson.Counter.Count;
import session08.lesson.Counter.Get;
import session08.lesson.Counter.Increment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** Guarantee 30: how a process ends, and who notices. */
class EndingTest {

    private static TailCall<Integer> countDown(int n) {
        return n == 0 ? stop() : () -> countDown(n - 1);
    }

    private static void breakDown() {
        receive(String.class);
        throw new IllegalStateException("the roof is leaking");
    }

    @Test
    @Tag("guarantee:30")
    void a_process_ends_when_its_loop_stops() {
        Simulation.run(
                () -> {
                    Pid<Integer> process = spawn(() -> countDown(3));
                    assertThat(isAlive(process)).isTrue();

                    sleep(ofSeconds(1));

                    assertThat(isAlive(process)).isFalse();
                });
    }

    @Test
    @Tag("guarantee:30")
    void a_process_that_waits_is_alive() {
        Simulation.run(
                () -> {
                    Pid<Object> process = spawn(() -> receive(String.class));
                    sleep(ofSeconds(1));
                    assertThat(isAlive(process)).isTrue();
                    assertThat(isAlive(self())).isTrue();
                });
    }

    @Test
    @Tag("guarantee:30")
    void a_loop_may_take_a_million_turns() {
        Simulation.run(
                () -> {
                    Pid<Integer> process = spawn(() -> countDown(1_000_000));
                    sleep(ofSeconds(1));
                    assertThat(isAlive(process)).isFalse();
                });
    }

    @Test
    @Tag("guarantee:30")
    @Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
    void a_process_that_throws_is_reported_once_with_its_name_and_the_stack_trace() {
        String[] name = new String[1];
        String report =
                Captured.err(
                        () ->
                                RealTime.run(
                                        () -> {
                                            Pid<Object> process = spawn(EndingTest::breakDown);
                                            name[0] = process.toString();
                                            send(process, "rain");
                                            RealTime.awaitEnd(process);
                                            assertThat(isAlive(process)).isFalse();
                                        }));

        assertThat(name[0]).startsWith("EndingTest#");
        assertThat(report)
                .startsWith("Exception in thread \"" + name[0] + "\" ")
                .containsOnlyOnce("IllegalStateException: the roof is leaking")
                .contains("at session08.process.EndingTest.breakDown(EndingTest.java:");
    }

    @Test
    @Tag("guarantee:30")
    void in_a_simulation_it_is_reported_in_the_same_way() {
        String report =
                Captured.err(
                        () ->
                                Simulation.run(
                                        () -> {
                                            Pid<Object> process = spawn(EndingTest::breakDown);
                                            send(process, "rain");
                                            sleep(ofSeconds(1));
                                            assertThat(isAlive(process)).isFalse();
                                        }));

        assertThat(report)
                .startsWith("Exception in thread \"EndingTest#1\" ")
                .containsOnlyOnce("IllegalStateException: the roof is leaking")
                .contains("at session08.process.EndingTest.breakDown(EndingTest.java:");
    }

    @Test
    @Tag("guarantee:30")
    @Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
    void it_goes_to_the_default_handler_if_there_is_one() {
        var reported = new CopyOnWriteArrayList<String>();
        withDefaultHandler(
                (thread, thrown) -> reported.add(thread.getName() + ": " + thrown.getMessage()),
                () -> {
                    Pid<Object> process = spawn(EndingTest::breakDown);
                    send(process, "rain");
                    RealTime.awaitEnd(process);
                    assertThat(reported).containsExactly(process + ": the roof is leaking");
                });
    }

    private static List<Object> whatAnEndedProcessMayDo(Pid<Counter.Message> counter) {
        var seen = new ArrayList<Object>();
        seen.add(messages());
        seen.add(peek());
        seen.add(flush());
        for (int i = 0; i < 1000; i++) {
            spawn(() -> {}); // one of them takes over what has arrived
        }
        seen.add(call(counter, Get::new));
        seen.add(isAlive(self()));
        seen.add(catchThrowable(() -> receive(String.class)).getMessage());
        seen.add(catchThrowable(() -> receive(String.class, after(ZERO))).getMessage());
        return seen;
    }

    private static void withDefaultHandler(
            Thread.UncaughtExceptionHandler handler, Runnable action) {
        var before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler(handler);
        try {
            action.run();
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }

    @Test
    @Tag("guarantee:30")
    @Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
    void the_default_handler_may_do_all_but_receive() {
        var seen = new CompletableFuture<List<Object>>();
        Pid<Counter.Message> counter = Counter.start(7);
        withDefaultHandler(
                (_, _) -> {
                    try {
                        seen.complete(whatAnEndedProcessMayDo(counter));
                    } catch (Throwable failed) {
                        seen.completeExceptionally(failed);
                    }
                },
                () -> {
                    Pid<Object> process = spawn(EndingTest::breakDown);
                    send(process, "rain");
                    send(process, "snow");
                    String refused =
                            process
                                    + " has ended and gets no more messages:"
                                    + " a handler of uncaught exceptions must not receive";
                    assertThat(seen.join())
                            .containsExactly(
                                    List.of(),
                                    Optional.empty(),
                                    List.of(),
                                    new Answered<>(new Count(7)),
                                    false,
                                    refused,
                                    refused);
                });
    }

    @Test
    @Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
    void a_process_whose_thread_gets_another_handler_is_told_what_it_has_lost() {
        var caught = new CompletableFuture<Throwable>();
        spawn(
                () -> {
                    Thread.currentThread()
                            .setUncaughtExceptionHandler((_, e) -> caught.complete(e));
                    receive(String.class);
                });

        assertThat(caught.join())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("does not know its mailbox any more");
    }

    @Test
    @Tag("guarantee:30")
    void a_process_that_throws_touches_no_other() {
        String report =
                Captured.err(
                        () ->
                                Simulation.run(
                                        () -> {
                                            send(self(), "mine");
                                            Pid<Counter.Message> bystander = Counter.start(1);
                                            Pid<Object> parent =
                                                    spawn(
                                                            () -> {
                                                                spawn(EndingTest::breakDown)
                                                                        .send("rain");
                                                                receive(String.class);
                                                            });
                                            sleep(ofSeconds(1));

                                            assertThat(isAlive(parent)).isTrue();
                                            assertThat(messages(parent)).isEmpty();
                                            assertThat(messages()).containsExactly("mine");
                                            send(bystander, new Increment());
                                            assertThat(call(bystander, Get::new))
                                                    .isEqualTo(new Answered<>(new Count(2)));
                                        }));
        assertThat(report).containsOnlyOnce("the roof is leaking");
    }

    @Test
    @Tag("guarantee:30")
    void an_error_ends_a_process_like_any_exception() {
        String report =
                Captured.err(
                        () ->
                                Simulation.run(
                                        () -> {
                                            Pid<Object> process =
                                                    spawn(
                                                            () -> {
                                                                throw new AssertionError("no");
                                                            });
                                            sleep(ofSeconds(1));
                                            assertThat(isAlive(process)).isFalse();
                                        }));
        assertThat(report).containsOnlyOnce("AssertionError: no");
    }
}
