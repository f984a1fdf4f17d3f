package session08.process;

/**
 * Thrown by a {@code receive}, {@code call} or {@code sleep} whose thread was {@linkplain
 * Thread#interrupt() interrupted}. No message is lost, the mailbox is as it was, and the interrupt
 * status of the thread is set.
 *
 * <p>Nothing in this library interrupts a process. A test runner or an executor that shuts down may
 * interrupt a thread that uses its mailbox through {@link Processes#self()}.
 */
public final class ProcessInterruptedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    ProcessInterruptedException(String message) {
        super(message);
    }
}
