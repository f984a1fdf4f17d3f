package session08.exercises.messagebuffer;

import session08.process.Pid;
import session08.workbook.TaskUnwritten;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * A process that collects messages and hands them on in batches.
 *
 * <p>A service ships its log lines through one, a hundred at a time, and never later than five
 * seconds after they were written:
 *
 * <pre>{@code
 * Pid<MessageBuffer.Message> log = MessageBuffer.start(100, ofSeconds(5), archive::upload);
 * MessageBuffer.add(log, "GET /menu 200");
 * int last = MessageBuffer.flush(log); // before the service goes down
 * }</pre>
 *
 * <p>A batch is handed over as soon as one of these is true: it is full; its timeout has passed
 * since its <i>first</i> message was added; someone asks for a flush. It holds its messages in the
 * order in which they were added. A batch without messages is never handed over.
 *
 * <p>The callback runs in the buffer's process, so what is added meanwhile waits in the mailbox. If
 * it throws, the process ends as any process that throws, and the batch is lost with it.
 */
public final class MessageBuffer {

    /** What the process understands. Add messages of your own if your design needs them. */
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
        // Task 1: spawn a process that collects messages, and flushes when it is asked to.
        throw new TaskUnwritten("message-buffer", 1);
    }

    /**
     * Adds a message and does not wait. A buffer that has ended drops it in silence.
     *
     * @throws NullPointerException if {@code text} is null
     */
    public static void add(Pid<Message> buffer, String text) {
        // Task 1: send the message.
        throw new TaskUnwritten("message-buffer", 1);
    }

    /**
     * Has the batch handed over, full or not, and waits until the callback has returned.
     *
     * @return how many messages were handed over, 0 if none had waited
     * @throws IllegalStateException if the buffer has ended, or does not answer in time
     */
    public static int flush(Pid<Message> buffer) {
        // Task 1: call the buffer.
        throw new TaskUnwritten("message-buffer", 1);
    }

    /** Has the batch handed over, full or not, and does not wait. */
    public static void autoFlush(Pid<Message> buffer) {
        // Task 4: send the message.
        throw new TaskUnwritten("message-buffer", 4);
    }

    // Tasks 1 to 6: the loops of the process are private, and stand here.
}
