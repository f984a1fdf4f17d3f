package session08.exercises.ratelimiter;

import static session08.process.Processes.call;
import static session08.process.Processes.monotonicTime;
import static session08.process.Processes.receive;
import static session08.process.Processes.spawn;

import static java.time.Duration.ofSeconds;

import session08.process.Answered;
import session08.process.NoProcess;
import session08.process.Pid;
import session08.process.TailCall;
import session08.process.TimedOut;

import java.time.Duration;

/**
 * A process that lets a limited number of operations through in each window of time.
 *
 * <p>The design: windows are numbered from the start, and the loop carries the number of the window
 * in which it last counted. Each message is looked at in the window that the clock shows when it is
 * received; a number that has changed is the new window. No timer runs, so a thousand limiters that
 * nobody asks cost nothing, and no window begins late because the timer's message had to queue
 * behind the requests of the window before.
 */
public final class RateLimiter {

    /** What the process understands. */
    public sealed interface Message {}

    /** May one operation run now? Answered with an {@link Answer}. */
    public record Request(Pid<? super Answer> from) implements Message {}

    /** How many operations ran in this window? Answered with a {@link Count}. */
    public record GetCount(Pid<? super Count> from) implements Message {}

    /** The answer to {@link Request}. */
    public sealed interface Answer {}

    /** The operation may run, and has been counted. */
    public record Ok() implements Answer {}

    /** The window has had all its operations. This one must not run, and has not been counted. */
    public record RateLimited() implements Answer {}

    /**
     * The answer to {@link GetCount}: the operations that were {@link Ok} in the current window.
     */
    public record Count(int value) {}

    /** What stays the same for the life of a limiter. */
    private record Rule(int limit, Duration window, Duration started) {

        long currentWindow() {
            return monotonicTime().minus(started).dividedBy(window);
        }
    }

    private RateLimiter() {}

    /** Starts a limiter whose window is one second. */
    public static Pid<Message> start(int limit) {
        return start(limit, ofSeconds(1));
    }

    /**
     * Starts a limiter. Its first window begins now.
     *
     * @param limit how many operations each window allows, at least 1
     * @param window how long a window is, more than zero
     * @throws IllegalArgumentException if {@code limit} or {@code window} is too small; the message
     *     names the parameter and the value it had, and says what to pass instead
     */
    public static Pid<Message> start(int limit, Duration window) {
        if (limit < 1) {
            throw new IllegalArgumentException(
                    "the limit was %d: pass how many operations a window allows, at least 1"
                            .formatted(limit));
        }
        if (!window.isPositive()) {
            throw new IllegalArgumentException(
                    "the window was %s: pass how long it lasts, such as Duration.ofSeconds(1)"
                            .formatted(window));
        }
        var rule = new Rule(limit, window, monotonicTime());
        return spawn(() -> loop(rule, 0, 0));
    }

    /**
     * Asks whether one operation may run now, and waits for the answer.
     *
     * @throws IllegalStateException if the limiter has ended, or does not answer in time
     */
    public static Answer request(Pid<Message> limiter) {
        return switch (call(limiter, Request::new)) {
            case Answered(var answer) -> answer;
            case TimedOut() -> throw new IllegalStateException(limiter + " does not answer");
            case NoProcess() -> throw new IllegalStateException(limiter + " has ended");
        };
    }

    /**
     * Asks how many operations were allowed in the current window, and waits for the answer.
     *
     * @throws IllegalStateException if the limiter has ended, or does not answer in time
     */
    public static int count(Pid<Message> limiter) {
        return switch (call(limiter, GetCount::new)) {
            case Answered(Count(int value)) -> value;
            case TimedOut() -> throw new IllegalStateException(limiter + " does not answer");
            case NoProcess() -> throw new IllegalStateException(limiter + " has ended");
        };
    }

    private static TailCall<Message> loop(Rule rule, long window, int count) {
        Message message = receive(Message.class);
        long current = rule.currentWindow();
        int used = current == window ? count : 0;
        return switch (message) {
            case Request(var from) when used < rule.limit() -> {
                from.send(new Ok());
                yield () -> loop(rule, current, used + 1);
            }
            case Request(var from) -> {
                from.send(new RateLimited());
                yield () -> loop(rule, current, used);
            }
            case GetCount(var from) -> {
                from.send(new Count(used));
                yield () -> loop(rule, current, used);
            }
        };
    }
}
