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

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A timer's message says when a batch's time is over. It has the number of its batch, so that one
 * which comes late is known for what it is.
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
        return spawn(() -> loop(terms, List.of(), 0));
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

    private record Due(int number) implements Message {}

    private static TailCall<Message> loop(Terms terms, List<String> batch, int number) {
        if (batch.size() == terms.size()) {
            return handOver(terms, batch, number);
        }
        return switch (receive(Message.class)) {
            case Add(var text) -> {
                if (batch.isEmpty()) {
                    sendAfter(self(), new Due(number), terms.timeout());
                }
                yield () -> loop(terms, plus(batch, text), number);
            }
            case Flush(var from) -> {
                TailCall<Message> next = handOver(terms, batch, number);
                from.send(new Flushed(batch.size()));
                yield next;
            }
            case AutoFlush() -> handOver(terms, batch, number);
            case Due(int due) when due == number -> handOver(terms, batch, number);
            case Due(_) -> () -> loop(terms, batch, number);
        };
    }

    private static TailCall<Message> handOver(Terms terms, List<String> batch, int number) {
        if (batch.isEmpty()) {
            return () -> loop(terms, batch, number);
        }
        terms.callback().accept(batch);
        return () -> loop(terms, List.of(), number + 1);
    }

    private static List<String> plus(List<String> batch, String text) {
        return Stream.concat(batch.stream(), Stream.of(text)).toList();
    }
}
