package session08.process;

/**
 * A message that came in time. It has left the mailbox.
 *
 * @param <T> the type of message that was waited for
 * @param message the message
 */
public record Received<T>(T message) implements Awaited<T> {}
