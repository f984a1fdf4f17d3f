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
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * One loop and a list that grows. The callback gets a copy. A buffer without a batch has a deadline
 * too, one that never comes.
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
        return spawn(() -> loop(terms, new ArrayList<>(), NEVER));
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

    private static final Duration NEVER = Duration.ofDays(100_000);

    private static TailCall<Message> loop(Terms terms, List<String> batch, Duration deadline) {
        switch (receive(Message.class, until(deadline))) {
            case Received(Add(var text)) -> {
                batch.add(text);
                if (batch.size() == terms.size()) {
                    handOver(terms, batch);
                } else if (batch.size() == 1) {
                    Duration first = monotonicTime().plus(terms.timeout());
                    return () -> loop(terms, batch, first);
                }
            }
            case Received(Flush(var from)) -> from.send(new Flushed(handOver(terms, batch)));
            case Received(AutoFlush()), TimedOut() -> handOver(terms, batch);
        }
        return () -> loop(terms, batch, batch.isEmpty() ? NEVER : deadline);
    }

    private static int handOver(Terms terms, List<String> batch) {
        List<String> copy = List.copyOf(batch);
        batch.clear();
        if (!copy.isEmpty()) {
            terms.callback().accept(copy);
        }
        return copy.size();
    }
}
