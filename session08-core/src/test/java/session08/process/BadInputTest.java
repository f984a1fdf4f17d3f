package session08.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static session08.process.Processes.after;
import static session08.process.Processes.call;
import static session08.process.Processes.isAlive;
import static session08.process.Processes.messages;
import static session08.process.Processes.receive;
import static session08.process.Processes.self;
import static session08.process.Processes.send;
import static session08.process.Processes.sendAfter;
import static session08.process.Processes.sleep;
import static session08.process.Processes.spawn;
import static session08.process.Processes.stop;
import static session08.process.Processes.until;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.function.Predicate;

/** Whoever uses a primitive wrongly is told what to do instead, and nothing has changed. */
class BadInputTest {

    private record WhereTo(Pid<? super Pid<?>> from) {}

    private static void refused(
            Class<? extends Throwable> type, String sentence, ThrowingCallable what) {
        Simulation.run(
                () -> {
                    send(self(), "before");
                    assertThatThrownBy(what).isInstanceOf(type).hasMessage(sentence);
                    assertThat(messages()).containsExactly("before");
                });
    }

    private static void refusedNull(String sentence, ThrowingCallable what) {
        refused(NullPointerException.class, sentence, what);
    }

    private static void refusedArgument(String sentence, ThrowingCallable what) {
        refused(IllegalArgumentException.class, sentence, what);
    }

    @Test
    void a_null_message() {
        String sentence = "null is no message: send an object, such as a record";
        refusedNull(sentence, () -> send(self(), null));
        refusedNull(sentence, () -> self().send(null));
        refusedNull(sentence, () -> sendAfter(self(), null, ofSeconds(1)));
    }

    @Test
    void a_null_address() {
        String sentence = "there is no process to send to: the pid is null";
        refusedNull(sentence, () -> send((Pid<String>) null, "hello"));
        refusedNull(sentence, () -> sendAfter((Pid<String>) null, "hello", ofSeconds(1)));
        refusedNull("the pid is null", () -> isAlive(null));
        refusedNull("the pid is null", () -> messages(null));
        refusedNull("the pid is null", () -> call((Pid<String>) null, from -> "hello"));
    }

    @Test
    void a_null_type() {
        refusedNull(
                "the type to receive must not be null: Object.class takes any message",
                () -> receive((Class<String>) null));
    }

    @Test
    void a_primitive_type() {
        refusedArgument(
                "no message is a primitive int: receive the class of its box",
                () -> receive(int.class));
        refusedArgument(
                "no message is a primitive boolean: receive the class of its box",
                () -> receive(boolean.class, after(ofSeconds(1))));
    }

    @Test
    void a_null_guard() {
        refusedNull(
                "a guard must not be null: leave it out to take any String",
                () -> receive(String.class, (Predicate<String>) null));
    }

    @Test
    void a_null_timeout() {
        refusedNull(
                "a timeout must not be null: leave it out to wait for ever",
                () -> receive(String.class, (Timeout) null));
        refusedNull(
                "a timeout must not be null: pass a Duration, such as Duration.ofSeconds(5)",
                () -> after(null));
        refusedNull(
                "a deadline must not be null: add a Duration to monotonicTime()",
                () -> until(null));
    }

    @Test
    void a_negative_time() {
        String advice =
                ": use Duration.ZERO for at once, or until(deadline) for what is left of a time";
        refusedArgument(
                "a timeout must not be negative, but was PT-0.005S" + advice,
                () -> receive(String.class, after(ofMillis(-5))));
        refusedArgument(
                "a delay must not be negative, but was PT-0.005S" + advice,
                () -> sendAfter(self(), "hello", ofMillis(-5)));
        refusedArgument(
                "a time to sleep must not be negative, but was PT-0.005S" + advice,
                () -> sleep(ofMillis(-5)));
        refusedArgument(
                "a timeout must not be negative, but was PT-0.005S" + advice,
                () -> call(spawn(() -> sleep(ofSeconds(1))), from -> "hello", ofMillis(-5)));
    }

    @Test
    void a_call_to_oneself() {
        refusedArgument(
                "test calls itself and would wait for its own answer for ever: use the state it"
                        + " has, or spawn a process that calls",
                () -> call(self(), from -> "hello"));
    }

    @Test
    void a_call_that_makes_no_request() {
        refusedNull(
                "the request of a call must not be null",
                () -> call(spawn(() -> sleep(ofSeconds(1))), from -> null));
    }

    @Test
    void a_reply_address_where_a_process_is_needed() {
        Simulation.run(
                () -> {
                    Pid<WhereTo> indiscreet = spawn(BadInputTest::answerWithTheAddress);
                    Reply<Pid<?>> reply = call(indiscreet, WhereTo::new);
                    @SuppressWarnings("unchecked")
                    var address = (Pid<Object>) ((Answered<Pid<?>>) reply).answer();
                    String advice =
                            " needs a process, but this is the address for an answer of "
                                    + indiscreet
                                    + ": it only takes that answer";

                    assertThatThrownBy(() -> call(address, from -> "hello"))
                            .isInstanceOf(IllegalArgumentException.class)
                            .hasMessage("call" + advice);
                    assertThatThrownBy(() -> isAlive(address))
                            .isInstanceOf(IllegalArgumentException.class)
                            .hasMessage("isAlive" + advice);
                    assertThatThrownBy(() -> messages(address))
                            .isInstanceOf(IllegalArgumentException.class)
                            .hasMessage("messages" + advice);
                });
    }

    private static TailCall<WhereTo> answerWithTheAddress() {
        Pid<? super Pid<?>> from = receive(WhereTo.class).from();
        from.send(from);
        return Processes.stop();
    }

    @Test
    void a_loop_that_returns_null() {
        String sentence =
                "a loop returned null: return the next call, () -> loop(state), or stop()";
        refusedNull(sentence, () -> Processes.run(() -> null));

        String report =
                Captured.err(
                        () ->
                                Simulation.run(
                                        () -> {
                                            TailCall<Object> forgetful = () -> null;
                                            spawn(forgetful);
                                            sleep(ofSeconds(1));
                                        }));
        assertThat(report).containsOnlyOnce(sentence);
    }

    @Test
    void no_body_at_all() {
        refusedNull(
                "the body of a process must not be null: pass () -> loop(state)",
                () -> spawn((TailCall<Object>) null));
        refusedNull("the body of a process must not be null", () -> spawn((Runnable) null));
        refusedNull(
                "the name of a process must not be null", () -> spawn((String) null, () -> stop()));
        refusedNull("there is nothing to simulate: the body is null", () -> Simulation.run(null));
        refusedNull("there is nothing to trace: the body is null", () -> Trace.of(null));
    }

    @Test
    void a_huge_time_is_no_error() {
        Duration huge = ofSeconds(Long.MAX_VALUE);
        Simulation.run(
                () -> {
                    var process = spawn(() -> sleep(huge));
                    Timer timer = sendAfter(self(), "never", huge);
                    sleep(Duration.ofDays(36_500));

                    assertThat(isAlive(process)).isTrue();
                    assertThat(messages()).isEmpty();
                    assertThat(timer.cancel()).isTrue();
                });
    }

    @Test
    void a_timer_of_a_huge_time_can_be_cancelled_once_in_both_worlds() {
        Duration huge = ofSeconds(Long.MAX_VALUE);
        Simulation.run(() -> cancelTwice(huge));
        RealTime.run(() -> cancelTwice(huge));
        Simulation.run(() -> cancelTwice(ofSeconds(1)));
        RealTime.run(() -> cancelTwice(ofSeconds(1000)));
    }

    private static void cancelTwice(Duration delay) {
        Timer timer = sendAfter(self(), "never", delay);
        assertThat(timer.cancel()).isTrue();
        assertThat(timer.cancel()).as("cancelled a second time").isFalse();
    }

    @Test
    void a_deadline_that_cannot_be_counted_is_far_away_or_long_past() {
        Simulation.run(
                () -> {
                    sleep(ofSeconds(1));
                    sendAfter(self(), "soon", ofSeconds(1));
                    assertThat(receive(String.class, until(ofSeconds(Long.MAX_VALUE))))
                            .isEqualTo(new Received<>("soon"));
                    assertThat(receive(String.class, until(ofSeconds(Long.MIN_VALUE))))
                            .isEqualTo(new TimedOut<>());
                });
    }
}
