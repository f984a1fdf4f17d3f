package session08.process;

/**
 * The process that was called had ended, or ended before it answered. Said at once, not after the
 * timeout.
 *
 * @param <A> the type of the answer that was waited for
 */
public record NoProcess<A>() implements Reply<A> {}
