package session08.exercises.ratelimiter;

import static session08.process.Processes.call;
import static session08.process.Processes.monotonicTime;
import static session08.process.Processes.receive;
import static session08.process.Processes.self;
import static session08.process.Processes.sendAfter;
import static session08.process.Processes.spawn;

import static java.time.Duration.ofSeconds;

import session08.process.Answered;
import session08.process.NoProcess;
import session08.process.Pid;
import session08.process.TailCall;
import session08.process.TimedOut;

import java.time.Duration;

/**
 * A message of its own begins each window: the process sends it to itself with sendAfter. It aims
 * at the next boundary, not at a window from now, or the windows of a busy limiter would drift.
 */
public final class RateLimiter {

    public sealed interface Message {}

    public record Request(Pid<? super Answer> from) implements Message {}

    public record GetCount(Pid<? super Count> from) implements Message {}

    public sealed interface Answer {}

    public record Ok() implements Answer {}

    public record RateLimited() implements Answer {}

    public record Count(int value) {}

    private record Rule(int limit, Duration window) {}

    private RateLimiter() {}

    public static Pid<Message> start(int limit) {
        return start(limit, ofSeconds(1));
    }

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
        var rule = new Rule(limit, window);
        Duration end = monotonicTime().plus(window);
        return spawn(() -> ask(rule, end, 0));
    }

    public static Answer request(Pid<Message> limiter) {
        return switch (call(limiter, Request::new)) {
            case Answered(var answer) -> answer;
            case TimedOut() -> throw new IllegalStateException(limiter + " does not answer");
            case NoProcess() -> throw new IllegalStateException(limiter + " has ended");
        };
    }

    public static int count(Pid<Message> limiter) {
        return switch (call(limiter, GetCount::new)) {
            case Answered(Count(int value)) -> value;
            case TimedOut() -> throw new IllegalStateException(limiter + " does not answer");
            case NoProcess() -> throw new IllegalStateException(limiter + " has ended");
        };
    }

    private record NewWindow(Duration end) implements Message {}

    /** Has the end of this window announced, then goes on. */
    private static TailCall<Message> ask(Rule rule, Duration end, int count) {
        Duration left = end.minus(monotonicTime());
        sendAfter(self(), new NewWindow(end), left.isNegative() ? Duration.ZERO : left);
        return () -> loop(rule, count);
    }

    private static TailCall<Message> loop(Rule rule, int count) {
        return switch (receive(Message.class)) {
            case Request(var from) when count < rule.limit() -> {
                from.send(new Ok());
                yield () -> loop(rule, count + 1);
            }
            case Request(var from) -> {
                from.send(new RateLimited());
                yield () -> loop(rule, count);
            }
            case GetCount(var from) -> {
                from.send(new Count(count));
                yield () -> loop(rule, count);
            }
            case NewWindow(Duration end) -> ask(rule, end.plus(rule.window()), 0);
        };
    }
}
