package session08.process;

/**
 * What a {@link Processes#call call} came to: an answer, the end of the time, or the news that
 * nobody is there to answer.
 *
 * <pre>{@code
 * switch (call(counter, Get::new)) {
 *     case Answered(Count(int value)) -> ...
 *     case TimedOut() -> ...
 *     case NoProcess() -> ...
 * }
 * }</pre>
 *
 * @param <A> the type of the answer
 */
public sealed interface Reply<A> permits Answered, TimedOut, NoProcess {}
