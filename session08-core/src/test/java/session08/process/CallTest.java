package session08.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static session08.process.Processes.call;
import static session08.process.Processes.isAlive;
import static session08.process.Processes.messages;
import static session08.process.Processes.monotonicTime;
import static session08.process.Processes.receive;
import static session08.process.Processes.self;
import static session08.process.Processes.send;
import static session08.process.Processes.sendAfter;
import static session08.process.Processes.sleep;
import static session08.process.Processes.spawn;
import static session08.process.Processes.stop;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofNanos;
import static java.time.Duration.ofSeconds;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Guarantees 31 to 36: what a call promises. */
class CallTest {

    private sealed interface Request {}

    /** Answer after a time. */
    private record Ask(int number, Duration delay, Pid<? super Answer> from) implements Request {}

    private record Forget(Pid<? super Answer> from) implements Request {}

    private record Keep(Pid<? super Answer> from) implements Request {}

    private record Break(Pid<? super Answer> from) implements Request {}

    private record Stop(Pid<? super Answer> from) implements Request {}

    private record Answer(int number) {}

    private record Done(int timedOut, List<Object> left) {}

    private record Question(Pid<? super String> from) {}

    /** Answers late without being late for the next request. */
    private static TailCall<Request> clerk(List<Pid<? super Answer>> kept) {
        return switch (receive(Request.class)) {
            case Ask(int number, Duration delay, var from) -> {
                if (delay.isZero()) {
                    from.send(new Answer(number));
                } else {
                    answerAfter(from, number, delay);
                }
                yield () -> clerk(kept);
            }
            case Forget _ -> () -> clerk(kept);
            case Keep(var from) -> {
                kept.add(from);
                yield () -> clerk(kept);
            }
            case Break _ -> throw new IllegalStateException("the clerk has had enough");
            case Stop _ -> stop();
        };
    }

    private static void answerAfter(Pid<? super Answer> from, int number, Duration delay) {
        spawn(
                () -> {
                    sleep(delay);
                    from.send(new Answer(number));
                });
    }

    private static Pid<Request> clerk() {
        return spawn(() -> clerk(new ArrayList<>()));
    }

    private static Reply<Answer> ask(
            Pid<Request> clerk, int number, Duration delay, Duration timeout) {
        return call(clerk, from -> new Ask(number, delay, from), timeout);
    }

    @Test
    @Tag("guarantee:31")
    void a_call_that_times_out_ends_at_its_time_and_leaves_the_mailbox_as_it_was() {
        Simulation.run(
                () -> {
                    Pid<Request> clerk = clerk();
                    send(self(), "before");

                    assertThat(ask(clerk, 1, ofSeconds(2), ofSeconds(1)))
                            .isEqualTo(new TimedOut<>());

                    assertThat(monotonicTime()).isEqualTo(ofSeconds(1));
                    assertThat(messages()).containsExactly("before");
                });
    }

    @Test
    @Tag("guarantee:31")
    void the_answer_that_comes_later_does_not_reach_the_mailbox_nor_the_next_call() {
        Simulation.run(
                () -> {
                    Pid<Request> clerk = clerk();
                    send(self(), "before");
                    ask(clerk, 1, ofSeconds(2), ofSeconds(1));

                    // Its answer is due while this call waits for its own.
                    assertThat(ask(clerk, 2, ofSeconds(5), ofSeconds(10)))
                            .isEqualTo(new Answered<>(new Answer(2)));

                    sleep(ofHours(1));
                    assertThat(messages()).containsExactly("before");
                });
    }

    @Test
    @Tag("guarantee:31")
    void an_answer_does_not_pass_through_the_mailbox() {
        Simulation.run(
                () -> {
                    Pid<Request> clerk = clerk();
                    send(self(), new Answer(1));

                    assertThat(ask(clerk, 2, ZERO, ofSeconds(1)))
                            .isEqualTo(new Answered<>(new Answer(2)));
                    assertThat(messages()).containsExactly(new Answer(1));
                });
    }

    @Test
    @Tag("guarantee:32")
    void only_the_first_answer_counts() {
        Simulation.run(
                () -> {
                    Pid<Question> eager = spawn(CallTest::answerTwice);

                    assertThat(call(eager, Question::new)).isEqualTo(new Answered<>("first"));
                    sleep(ofSeconds(1));
                    assertThat(messages()).isEmpty();
                });
    }

    private static TailCall<Question> answerTwice() {
        Pid<? super String> from = receive(Question.class).from();
        from.send("first");
        from.send("second");
        return stop();
    }

    @Test
    @Tag("guarantee:32")
    void an_answer_at_the_very_end_of_the_time_is_the_answer_or_dropped_but_never_a_message() {
        for (long seed = 0; seed < 50; seed++) {
            Simulation.run(
                    seed,
                    () -> {
                        Pid<Request> clerk = clerk();

                        Reply<Answer> reply = ask(clerk, 7, ofSeconds(1), ofSeconds(1));

                        assertThat(reply).isIn(new Answered<>(new Answer(7)), new TimedOut<>());
                        assertThat(monotonicTime()).isEqualTo(ofSeconds(1));
                        sleep(ofSeconds(1));
                        assertThat(messages()).isEmpty();
                    });
        }
    }

    @Test
    @Tag("guarantee:32")
    @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
    void an_answer_that_races_with_the_timeout_is_never_that_of_another_call() {
        RealTime.run(
                () -> {
                    Pid<Request> clerk = spawn(CallTest::dawdlingClerk);
                    for (int round = 0; round < 5_000; round++) {
                        Duration timeout = ofNanos(ThreadLocalRandom.current().nextInt(60_000));
                        switch (ask(clerk, round, ZERO, timeout)) {
                            case Answered(Answer(int number)) ->
                                    assertThat(number).isEqualTo(round);
                            case TimedOut() -> {}
                            case NoProcess() -> throw new AssertionError("the clerk lives");
                        }
                    }
                    // What was late has been dropped by now: the clerk answers in order.
                    assertThat(ask(clerk, -1, ZERO, ofSeconds(20)))
                            .isEqualTo(new Answered<>(new Answer(-1)));
                    assertThat(messages()).isEmpty();
                    call(clerk, Stop::new);
                });
    }

    private static TailCall<Request> dawdlingClerk() {
        return switch (receive(Request.class)) {
            case Ask(int number, _, var from) -> {
                RealTime.dawdle(1_000);
                from.send(new Answer(number));
                yield CallTest::dawdlingClerk;
            }
            case Request _ -> stop();
        };
    }

    @Test
    @Tag("guarantee:33")
    void a_caller_of_a_process_that_has_ended_hears_it_at_once() {
        Simulation.run(
                () -> {
                    Pid<Request> clerk = clerk();
                    call(clerk, Stop::new);
                    sleep(ofSeconds(1));
                    assertThat(isAlive(clerk)).isFalse();

                    assertThat(ask(clerk, 1, ZERO, ofHours(1))).isEqualTo(new NoProcess<>());
                    assertThat(monotonicTime()).isEqualTo(ofSeconds(1));
                });
    }

    @Test
    @Tag("guarantee:33")
    void a_caller_hears_at_once_that_the_process_ends_instead_of_answering() {
        Simulation.run(
                () -> {
                    assertThat(call(clerk(), Stop::new, ofHours(1))).isEqualTo(new NoProcess<>());
                    assertThat(monotonicTime()).isEqualTo(ZERO);
                });
    }

    @Test
    @Tag("guarantee:33")
    void a_caller_hears_at_once_that_the_process_throws_instead_of_answering() {
        String report =
                Captured.err(
                        () ->
                                Simulation.run(
                                        () -> {
                                            assertThat(call(clerk(), Break::new, ofHours(1)))
                                                    .isEqualTo(new NoProcess<>());
                                            assertThat(monotonicTime()).isEqualTo(ZERO);
                                        }));
        assertThat(report).containsOnlyOnce("the clerk has had enough");
    }

    @Test
    @Tag("guarantee:33")
    void all_callers_hear_it_also_those_whose_request_was_never_looked_at() {
        Simulation.run(
                () -> {
                    Pid<Object> me = self();
                    Pid<Request> clerk = clerk();
                    for (int n = 0; n < 100; n++) {
                        spawn(() -> send(me, call(clerk, Keep::new, ofHours(1))));
                    }
                    sleep(ofSeconds(1));
                    send(clerk, new Stop(me));

                    for (int n = 0; n < 100; n++) {
                        assertThat(receive(Reply.class)).isEqualTo(new NoProcess<>());
                    }
                    assertThat(monotonicTime()).isEqualTo(ofSeconds(1));
                });
    }

    @Test
    @Tag("guarantee:33")
    void an_answer_before_the_end_is_the_answer() {
        for (long seed = 0; seed < 50; seed++) {
            Simulation.run(
                    seed,
                    () -> {
                        Pid<Question> brief = spawn(CallTest::answerTwice);
                        assertThat(call(brief, Question::new)).isEqualTo(new Answered<>("first"));
                    });
        }
    }

    @Test
    @Tag("guarantee:33")
    void a_caller_of_a_thread_that_has_ended_hears_it_though_nobody_spawned_it()
            throws InterruptedException {
        var address = new Pid<?>[1];
        Thread thread = Thread.ofPlatform().start(() -> address[0] = self());
        thread.join();
        @SuppressWarnings("unchecked")
        var gone = (Pid<Object>) address[0];

        assertThat(isAlive(gone)).isFalse();
        assertThat(call(gone, from -> from, ofHours(1))).isEqualTo(new NoProcess<>());
    }

    @Test
    @Tag("guarantee:34")
    void a_process_that_calls_itself_is_told_so_at_once() {
        Simulation.run(
                () -> {
                    assertThatThrownBy(() -> call(self(), from -> "request"))
                            .isInstanceOf(IllegalArgumentException.class)
                            .hasMessage(
                                    "test calls itself and would wait for its own answer for ever:"
                                        + " use the state it has, or spawn a process that calls");
                    assertThat(monotonicTime()).isEqualTo(ZERO);
                    assertThat(messages()).isEmpty();
                });
    }

    @Test
    @Tag("guarantee:35")
    void a_call_looks_at_nothing_in_the_mailbox() {
        Simulation.run(
                () -> {
                    Pid<Request> clerk = clerk();
                    Trace trace =
                            Trace.of(
                                    () -> {
                                        send(self(), new Answer(-1));
                                        ask(clerk, 1, ZERO, ofSeconds(1));
                                    });
                    assertThat(trace.text()).doesNotContain("passed over", "receives");
                });
    }

    @Test
    @Tag("guarantee:36")
    void a_call_that_is_over_leaves_no_timer() {
        Simulation.run(
                () -> {
                    Pid<Request> clerk = clerk();
                    for (int n = 0; n < 1_000; n++) {
                        ask(clerk, n, ofMillis(1), ofHours(1));
                        ask(clerk, n, ofMillis(1), ofNanos(1));
                    }
                    sleep(ofSeconds(1));
                    Duration before = monotonicTime();

                    // With a timer left, time would have to pass before all wait for ever.
                    assertThatThrownBy(() -> receive(String.class))
                            .isInstanceOf(AssertionError.class);
                    assertThat(monotonicTime()).isEqualTo(before);
                });
    }

    @Test
    @Tag("guarantee:36")
    @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
    void a_million_timed_out_calls_leave_no_message_and_no_call_behind() {
        RealTime.run(
                () -> {
                    Pid<Object> me = self();
                    Pid<Request> clerk = clerk();
                    spawn(
                            () -> {
                                send(self(), "before");
                                int timedOut = 0;
                                for (int n = 0; n < 1_000_000; n++) {
                                    // Zero does not wait at all.
                                    Duration time = ofNanos(n % 2);
                                    if (call(clerk, Forget::new, time) instanceof TimedOut) {
                                        timedOut++;
                                    }
                                }
                                send(me, new Done(timedOut, messages()));
                            });

                    assertThat(receive(Done.class))
                            .isEqualTo(new Done(1_000_000, List.of("before")));
                    // The clerk takes its requests in order, so none is left when it answers this.
                    assertThat(ask(clerk, 1, ZERO, ofSeconds(50)))
                            .isEqualTo(new Answered<>(new Answer(1)));
                    assertThat(messages(clerk)).isEmpty();
                    assertThat(callsOf(clerk)).isEmpty();
                    call(clerk, Stop::new);
                });
    }

    private static List<?> callsOf(Pid<?> pid) {
        try {
            Field calls = Process.class.getDeclaredField("calls");
            calls.setAccessible(true);
            return ((Calls) calls.get(pid)).all();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("where does a process keep its calls now?", e);
        }
    }

    @Test
    @Tag("guarantee:36")
    @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
    void an_address_that_is_kept_after_the_call_keeps_nothing_of_the_caller_in_memory() {
        RealTime.run(
                () -> {
                    List<Pid<? super Answer>> kept = new ArrayList<>();
                    Pid<Request> clerk = spawn(() -> clerk(kept));

                    WeakReference<Pid<?>> caller = callInVain(clerk, 1_000);
                    Garbage.assertCollected(() -> caller.get() == null);

                    assertThat(ask(clerk, 1, ZERO, ofSeconds(50)))
                            .isEqualTo(new Answered<>(new Answer(1)));
                    assertThat(kept).hasSize(1_000);
                    call(clerk, Stop::new);
                });
    }

    private static WeakReference<Pid<?>> callInVain(Pid<Request> clerk, int calls) {
        Pid<Object> caller =
                spawn(
                        () -> {
                            for (int n = 0; n < calls; n++) {
                                call(clerk, Keep::new, ofNanos(n % 2));
                            }
                        });
        RealTime.awaitEnd(caller);
        return new WeakReference<>(caller);
    }

    @Test
    @Tag("guarantee:36")
    void a_timer_that_answers_too_late_is_dropped_too() {
        Simulation.run(
                () -> {
                    Pid<Question> slow = spawn(CallTest::answerByTimer);

                    assertThat(call(slow, Question::new, ofSeconds(1))).isEqualTo(new TimedOut<>());
                    sleep(ofSeconds(5));
                    assertThat(messages()).isEmpty();
                });
    }

    private static TailCall<Question> answerByTimer() {
        Pid<? super String> from = receive(Question.class).from();
        sendAfter(from, "late", ofSeconds(2));
        return CallTest::answerByTimer;
    }
}
