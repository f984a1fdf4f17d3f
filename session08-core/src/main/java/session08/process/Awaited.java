package session08.process;

/**
 * What a receive with a time limit came to: a message, or the end of the time.
 *
 * <pre>{@code
 * switch (receive(Ping.class, after(ofSeconds(5)))) {
 *     case Received(Ping ping) -> ...
 *     case TimedOut() -> ...
 * }
 * }</pre>
 *
 * @param <T> the type of message that was waited for
 */
public sealed interface Awaited<T> permits Received, TimedOut {}
