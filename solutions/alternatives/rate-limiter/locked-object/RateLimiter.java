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
 * An object with a lock keeps the count, as it would in a program without processes. The process
 * needs no lock, because it alone touches the object, but a lock does no harm either.
 */
public final class RateLimiter {

    public sealed interface Message {}

    public record Request(Pid<? super Answer> from) implements Message {}

    public record GetCount(Pid<? super Count> from) implements Message {}

    public sealed interface Answer {}

    public record Ok() implements Answer {}

    public record RateLimited() implements Answer {}

    public record Count(int value) {}

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
        var windows = new Windows(limit, window, monotonicTime());
        return spawn(() -> loop(windows));
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

    private static final class Windows {
        private final int limit;
        private final Duration window;
        private final Duration started;
        private long current;
        private int count;

        Windows(int limit, Duration window, Duration started) {
            this.limit = limit;
            this.window = window;
            this.started = started;
        }

        synchronized boolean admit() {
            boolean room = count() < limit;
            if (room) {
                count++;
            }
            return room;
        }

        synchronized int count() {
            long now = monotonicTime().minus(started).dividedBy(window);
            if (now != current) {
                current = now;
                count = 0;
            }
            return count;
        }
    }

    private static TailCall<Message> loop(Windows windows) {
        switch (receive(Message.class)) {
            case Request(var from) -> from.send(windows.admit() ? new Ok() : new RateLimited());
            case GetCount(var from) -> from.send(new Count(windows.count()));
        }
        return () -> loop(windows);
    }
}
