package session08.agent;

/**
 * Whether an agent works on a task.
 *
 * <p>An agent that works does not receive, so a question about its status waits until the work is
 * done, and the answer is always {@link #IDLE}. {@link #BUSY} is what the {@link TaskHandler} sees,
 * in the state it is given, and nobody else. From outside a busy agent shows by not answering.
 */
public enum Status {
    /** Waits for messages. */
    IDLE,
    /** Works on the first task of its inbox. */
    BUSY;

    /** The status as a word in a sentence: {@code idle}, {@code busy}. */
    @Override
    public String toString() {
        return switch (this) {
            case IDLE -> "idle";
            case BUSY -> "busy";
        };
    }
}
