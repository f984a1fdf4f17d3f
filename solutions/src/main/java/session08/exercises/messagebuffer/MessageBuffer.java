package session08.exercises.messagebuffer;

import static session08.process.Processes.call;
import static session08.process.Processes.monotonicTime;
import static session08.process.Processes.receive;
import static session08.process.Processes.send;
import static session08.process.Processes.spawn;
import static session08.process.Processes.until;

import session08.process.Answered;
import session08.process.NoProcess;
import session08.process.Pid;
import session08.process.Received;
import session08.process.TailCall;
import session08.process.TimedOut;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A process that collects messages and hands them on in batches.
 *
 * <p>The design: two loops that hand over to each other. The empty buffer has no batch and no
 * clock; the collecting one has both, as arguments. So an empty batch can't be handed over, and no
 * timer of one batch can reach the next: the deadline is gone together with the loop that it
 * belonged to. It is worked out once, from the first message, and each receive waits only for what
 * is left of it.
 */
public final class MessageBuffer {

    /** What the process understands. */
    public sealed interface Message {}

    /** One more message for the batch. Not answered. */
    public record Add(String text) implements Message {
        public Add {
            Objects.requireNonNull(text, "the text is null: there is nothing to add");
        }
    }

    /** Hand over what is there. Answered with {@link Flushed} when that is done. */
    public record Flush(Pid<? super Flushed> from) implements Message {}

    /** Hand over what is there. Not answered, so a timer can send it. */
    public record AutoFlush() implements Message {}

    /** The answer to {@link Flush}: how many messages were handed over, 0 if none had waited. */
    public record Flushed(int count) {}

    /** What stays the same for the life of a buffer. */
    private record Terms(int size, Duration timeout, Consumer<? super List<String>> callback) {}

    private MessageBuffer() {}

    /**
     * Starts an empty buffer.
     *
     * @param size how many messages make a full batch, at least 1
     * @param timeout how long the first message of a batch waits at most, more than zero
     * @param callback takes each batch, a list that never changes; it is called in the buffer's
     *     process
     * @throws IllegalArgumentException if {@code size} or {@code timeout} is too small
     * @throws NullPointerException if {@code timeout} or {@code callback} is null
     */
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

    /**
     * Adds a message and does not wait. A buffer that has ended drops it in silence.
     *
     * @throws NullPointerException if {@code text} is null
     */
    public static void add(Pid<Message> buffer, String text) {
        send(buffer, new Add(text));
    }

    /**
     * Has the batch handed over, full or not, and waits until the callback has returned.
     *
     * @return how many messages were handed over, 0 if none had waited
     * @throws IllegalStateException if the buffer has ended, or does not answer in time
     */
    public static int flush(Pid<Message> buffer) {
        return switch (call(buffer, Flush::new)) {
            case Answered(Flushed(int count)) -> count;
            case TimedOut() -> throw new IllegalStateException(buffer + " does not answer");
            case NoProcess() -> throw new IllegalStateException(buffer + " has ended");
        };
    }

    /** Has the batch handed over, full or not, and does not wait. */
    public static void autoFlush(Pid<Message> buffer) {
        send(buffer, new AutoFlush());
    }

    private static TailCall<Message> empty(Terms terms) {
        return switch (receive(Message.class)) {
            case Add(var text) -> {
                Duration deadline = monotonicTime().plus(terms.timeout());
                yield () -> collecting(terms, List.of(text), deadline);
            }
            case Flush(var from) -> {
                from.send(new Flushed(0));
                yield () -> empty(terms);
            }
            case AutoFlush() -> () -> empty(terms);
        };
    }

    private static TailCall<Message> collecting(
            Terms terms, List<String> batch, Duration deadline) {
        if (batch.size() == terms.size()) {
            return handOver(terms, batch);
        }
        return switch (receive(Message.class, until(deadline))) {
            case Received(Add(var text)) -> () -> collecting(terms, plus(batch, text), deadline);
            case Received(Flush(var from)) -> {
                TailCall<Message> next = handOver(terms, batch);
                from.send(new Flushed(batch.size()));
                yield next;
            }
            case Received(AutoFlush()) -> handOver(terms, batch);
            case TimedOut() -> handOver(terms, batch);
        };
    }

    private static TailCall<Message> handOver(Terms terms, List<String> batch) {
        terms.callback().accept(batch);
        return () -> empty(terms);
    }

    /**
     * A copy for each message: a batch is short, and the callback gets a list that nobody changes.
     */
    private static List<String> plus(List<String> batch, String text) {
        return Stream.concat(batch.stream(), Stream.of(text)).toList();
    }
}
