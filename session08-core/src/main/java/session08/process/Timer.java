package session08.process;

/** A message that {@link Processes#sendAfter sendAfter} will send, until it is cancelled. */
@FunctionalInterface
public interface Timer {

    /**
     * Keeps the message from being sent.
     *
     * @return true if it will now never be sent; false if it was cancelled before, or was sent:
     *     then it has been received, or lies in the mailbox
     */
    boolean cancel();
}
