package session08.workbook;

/**
 * A plausible mistake: a small edit that makes a right solution wrong.
 *
 * @param name what the learner did
 * @param design the right solution that is edited: a folder of {@code alternatives}, or {@link
 *     #MODEL}
 * @param find occurs in that solution exactly once
 * @param replace stands there instead
 * @param task the first task that has a red test
 * @param message a part of what a red test of that task says
 */
record Mistake(String name, String design, String find, String replace, int task, String message) {

    static final String MODEL = "the model";

    Mistake(String name, String find, String replace, int task, String message) {
        this(name, MODEL, find, replace, task, message);
    }

    /**
     * @throws IllegalArgumentException if {@link #find} does not occur in it exactly once
     */
    String source(Exercise exercise) {
        String right = design.equals(MODEL) ? exercise.model() : exercise.design(design);
        int at = right.indexOf(find);
        if (at < 0) {
            throw new IllegalArgumentException(
                    "%s no longer contains%n%s%nso the mistake \"%s\" can't be made: adapt it"
                            .formatted(design, find, name));
        }
        if (right.indexOf(find, at + 1) >= 0) {
            throw new IllegalArgumentException(
                    "%s contains more than once%n%s%nso nobody knows where the mistake \"%s\" is"
                            .formatted(design, find, name));
        }
        return right.substring(0, at) + replace + right.substring(at + find.length());
    }
}
