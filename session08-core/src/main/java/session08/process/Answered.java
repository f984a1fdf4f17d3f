package session08.process;

/**
 * The answer to a {@code call}.
 *
 * @param <A> the type of the answer
 * @param answer the answer
 */
public record Answered<A>(A answer) implements Reply<A> {}
