package session08.process;

/**
 * The address of a process: what you need to send it messages of type {@code M}.
 *
 * <pre>{@code
 * Pid<Counter.Message> counter = Counter.start(10);
 * counter.send(new Increment());
 * }</pre>
 *
 * <p>A message names the address an answer should go to as {@code Pid<? super Answer>}, so that an
 * address that takes more than this answer ({@link Processes#self()} takes everything) fits too.
 *
 * <p>Pids are compared by identity, may be sent in messages, and may be used by any thread.
 *
 * @param <M> the messages the process understands
 */
public sealed interface Pid<M> permits Process, ReplyAddress {

    /**
     * Appends {@code message} to the mailbox behind this address and returns at once.
     *
     * <p>Never blocks, and never fails for lack of a receiver: a message to a process that has
     * ended, or to a reply address whose call is over, is dropped in silence. Messages from one
     * sender to one receiver keep their order; nothing is promised about messages of different
     * senders. What the sender did before the send <i>happens-before</i> what the receiver does
     * after it has received the message.
     *
     * @throws NullPointerException if {@code message} is null: null is no message
     */
    void send(M message);
}
