package session08.process;

/**
 * The rest of a process: the next call of its loop, returned instead of made.
 *
 * <pre>{@code
 * private static TailCall<Message> loop(int count) {
 *     return switch (receive(Message.class)) {
 *         case Increment() -> () -> loop(count + 1);   // go on, with a new state
 *         case Stop()      -> stop();                  // end here
 *     };
 * }
 * }</pre>
 *
 * <p>Java keeps a stack frame for every call, also for the last one of a method, so a loop that
 * calls itself overflows after some ten thousand turns. {@code () -> loop(count + 1)} hands the
 * call to whoever runs the loop, {@link Processes#spawn(TailCall) spawn} or {@link
 * Processes#run(TailCall) run}, which makes one call after the other on a flat stack, for ever. The
 * state is what the lambda captured: the arguments of the next call.
 *
 * <p>{@code M} is what the process takes: it ties the {@link Pid} that {@code spawn} returns to the
 * loop that will do the receiving, and every loop it hands over to.
 *
 * @param <M> the messages the process understands
 */
@FunctionalInterface
public interface TailCall<M> {

    /**
     * Makes this call.
     *
     * @return the call that follows, or {@link Processes#stop()}; never null
     */
    TailCall<M> next();
}
