package session08.exercises.messagebuffer;

import static session08.process.Processes.call;
import static session08.process.Processes.receive;
import static session08.process.Processes.self;
import static session08.process.Processes.send;
import static session08.process.Processes.sendAfter;
import static session08.process.Processes.spawn;

import session08.process.Answered;
import session08.process.NoProcess;
import session08.process.Pid;
import session08.process.TailCall;
import session08.process.TimedOut;
import session08.process.Timer;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A timer sends AutoFlush, and is cancelled when the batch goes out before. What a timer has sent
 * already can't be called back: should it come just then, the next batch goes out a little early.
 * So each hand-over also takes such a message out of the mailbox, if the timer was too late to
 * cancel.
 */
public final class MessageBuffer {

    public sealed interface Message {}

    public record Add(String text) implements Message {
        public Add {
            Objects.requireNonNull(text, "the text is null: there is nothing to add");
        }
    }

    public record Flush(Pid<? super Flushed> from) implements Message {}

    public record AutoFlush() implements Message {}

    public record Flushed(int count) {}

    private record Terms(int size, Duration timeout, Consumer<? super List<String>> callback) {}

    private MessageBuffer() {}

    public static Pid<Message> start(
            int size, Duration timeout, Consumer<? super List<String>> callback) {
        if (size < 1) {
            throw new IllegalArgumentException(
                    "the size was %d: pass how many messages make a batch, at least 1"
                            .formatted(size));
        }
        if (!timeout.isPositive()) {
            throw new IllegalArgumentException(
                    "the timeout was %s: pass how long a message may wait, as Duration.ofSeconds(5)"
                            .formatted(timeout));
        }
        Objects.requireNonNull(callback, "the callback is null: pass what takes the batches");
        var terms = new Terms(size, timeout, callback);
        return spawn(() -> empty(terms));
    }

    public static void add(Pid<Message> buffer, String text) {
        send(buffer, new Add(text));
    }

    public static int flush(Pid<Message> buffer) {
        return switch (call(buffer, Flush::new)) {
            case Answered(Flushed(int count)) -> count;
            case TimedOut() -> throw new IllegalStateException(buffer + " does not answer");
            case NoProcess() -> throw new IllegalStateException(buffer + " has ended");
        };
    }

    public static void autoFlush(Pid<Message> buffer) {
        send(buffer, new AutoFlush());
    }

    private record Due() implements Message {}

    private static TailCall<Message> empty(Terms terms) {
        return switch (receive(Message.class)) {
            case Add(var text) -> {
                Timer timer = sendAfter(self(), new Due(), terms.timeout());
                yield () -> collecting(terms, List.of(text), timer);
            }
            case Flush(var from) -> {
                from.send(new Flushed(0));
                yield () -> empty(terms);
            }
            case AutoFlush(), Due() -> () -> empty(terms);
        };
    }

    private static TailCall<Message> collecting(Terms terms, List<String> batch, Timer timer) {
        if (batch.size() == terms.size()) {
            return handOver(terms, batch, timer);
        }
        return switch (receive(Message.class)) {
            case Add(var text) -> () -> collecting(terms, plus(batch, text), timer);
            case Flush(var from) -> {
                TailCall<Message> next = handOver(terms, batch, timer);
                from.send(new Flushed(batch.size()));
                yield next;
            }
            case AutoFlush() -> handOver(terms, batch, timer);
            case Due() -> {
                terms.callback().accept(batch);
                yield () -> empty(terms);
            }
        };
    }

    private static TailCall<Message> handOver(Terms terms, List<String> batch, Timer timer) {
        if (!timer.cancel()) {
            receive(Due.class); // it was sent already
        }
        terms.callback().accept(batch);
        return () -> empty(terms);
    }

    private static List<String> plus(List<String> batch, String text) {
        return Stream.concat(batch.stream(), Stream.of(text)).toList();
    }
}
