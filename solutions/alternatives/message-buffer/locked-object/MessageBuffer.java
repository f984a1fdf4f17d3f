package session08.exercises.messagebuffer;

import static session08.process.Processes.after;
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
import session08.process.Timeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * An object with a lock collects the batch and knows its deadline. The callback is called outside
 * of the lock, in the process.
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
        return spawn(() -> loop(terms, new Collector()));
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

    private static final class Collector {
        private final List<String> batch = new ArrayList<>();
        private Duration deadline;

        /** How many there are now. */
        synchronized int add(String text, Duration timeout) {
            if (batch.isEmpty()) {
                deadline = monotonicTime().plus(timeout);
            }
            batch.add(text);
            return batch.size();
        }

        synchronized List<String> takeAll() {
            List<String> all = List.copyOf(batch);
            batch.clear();
            return all;
        }

        synchronized Timeout timeout() {
            return batch.isEmpty() ? after(Duration.ofDays(1)) : until(deadline);
        }
    }

    private static TailCall<Message> loop(Terms terms, Collector collector) {
        switch (receive(Message.class, collector.timeout())) {
            case Received(Add(var text)) -> {
                if (collector.add(text, terms.timeout()) == terms.size()) {
                    handOver(terms, collector);
                }
            }
            case Received(Flush(var from)) -> from.send(new Flushed(handOver(terms, collector)));
            case Received(AutoFlush()), TimedOut() -> handOver(terms, collector);
        }
        return () -> loop(terms, collector);
    }

    private static int handOver(Terms terms, Collector collector) {
        List<String> batch = collector.takeAll();
        if (!batch.isEmpty()) {
            terms.callback().accept(batch);
        }
        return batch.size();
    }
}
