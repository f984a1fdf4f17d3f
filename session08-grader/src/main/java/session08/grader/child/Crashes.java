package session08.grader.child;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The exceptions that ended processes during a test: the usual reason why someone waited in vain.
 */
final class Crashes implements Thread.UncaughtExceptionHandler {

    private static final int MOST = 3;
    private static final int FRAMES = 10;

    private final Set<String> submission;
    private final List<String> seen = new ArrayList<>();

    Crashes(Set<String> submission) {
        this.submission = submission;
    }

    @Override
    public void uncaughtException(Thread thread, Throwable reason) {
        String text = thread.getName() + " ended by " + describe(reason);
        synchronized (this) {
            if (seen.size() < MOST) {
                seen.add(text);
            }
        }
    }

    /** What was seen since the last time. */
    synchronized String take() {
        String all = String.join("\n", seen);
        seen.clear();
        return all;
    }

    /** The exception, and where in the submission's own code it came from. */
    String describe(Throwable problem) {
        var text = new StringBuilder(problem.getClass().getName());
        if (problem.getMessage() != null) {
            text.append(": ").append(problem.getMessage());
        }
        return text.append(frames(problem)).toString();
    }

    /** The frames of the submission's own code; empty if it has none in it. */
    String frames(Throwable problem) {
        var text = new StringBuilder();
        int shown = 0;
        for (StackTraceElement frame : problem.getStackTrace()) {
            if (submission.contains(frame.getClassName()) && shown < FRAMES) {
                text.append("\n    at ").append(frame);
                shown++;
            }
        }
        Throwable cause = problem.getCause();
        if (shown == 0 && cause != null && cause != problem) {
            String deeper = frames(cause);
            return deeper.isEmpty() ? "" : "\n  caused by " + cause.getClass().getName() + deeper;
        }
        return text.toString();
    }
}
