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
 * The end of the window is an argument of the loop, next to the count. When a message comes, the
 * clock says by how many whole windows the end has to move.
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
        return spawn(() -> loop(rule, end, 0));
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

    private static TailCall<Message> loop(Rule rule, Duration end, int count) {
        Message message = receive(Message.class);
        Duration late = monotonicTime().minus(end);
        if (late.isNegative()) {
            return answer(rule, end, count, message);
        }
        long windows = late.dividedBy(rule.window()) + 1;
        return answer(rule, end.plus(rule.window().multipliedBy(windows)), 0, message);
    }

    private static TailCall<Message> answer(Rule rule, Duration end, int count, Message message) {
        return switch (message) {
            case Request(var from) when count < rule.limit() -> {
                from.send(new Ok());
                yield () -> loop(rule, end, count + 1);
            }
            case Request(var from) -> {
                from.send(new RateLimited());
                yield () -> loop(rule, end, count);
            }
            case GetCount(var from) -> {
                from.send(new Count(count));
                yield () -> loop(rule, end, count);
            }
        };
    }
}
