package session08.process;

/**
 * The time is over: nothing matched a {@code receive}, or nobody answered a {@code call}. The
 * mailbox is as it was.
 *
 * @param <T> the type of message, or of answer, that was waited for
 */
public record TimedOut<T>() implements Awaited<T>, Reply<T> {}
