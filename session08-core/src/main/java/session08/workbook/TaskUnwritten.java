package session08.workbook;

/**
 * Thrown where an exercise waits to be written. Replace the {@code throw} with your code.
 *
 * <p>The exercises ship with nothing but this, so a test that fails with it says that a task is
 * open, and not that something is broken.
 */
public final class TaskUnwritten extends UnsupportedOperationException {

    private static final long serialVersionUID = 1;

    /**
     * @param exercise the folder of the exercise, such as {@code rate-limiter}
     * @param task the number of the task, as in the statement
     */
    public TaskUnwritten(String exercise, int task) {
        super(
                "task %d of %s is yours to write: read exercises/%s/README.md, \"Task %d\""
                        .formatted(task, exercise, exercise, task));
    }
}
