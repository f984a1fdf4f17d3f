package session08.testkit;

import java.lang.Thread.UncaughtExceptionHandler;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Prints what ended a process as the JDK would, but once for each place, however many tests get
 * there, and without the frames below the process's own code.
 */
final class Crashes implements UncaughtExceptionHandler {

    private static final Set<String> PRINTED = ConcurrentHashMap.newKeySet();

    private Crashes() {}

    /** Runs {@code body}, which may set a handler of its own for a while. */
    static <T> T shortened(Body<T> body) {
        if (Thread.getDefaultUncaughtExceptionHandler() != null) {
            return body.run(); // somebody wants to see them all
        }
        Thread.setDefaultUncaughtExceptionHandler(new Crashes());
        try {
            return body.run();
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(null);
        }
    }

    @FunctionalInterface
    interface Body<T> {
        T run();
    }

    @Override
    public void uncaughtException(Thread thread, Throwable thrown) {
        String text = describe(thrown);
        if (PRINTED.add(text)) {
            System.err.printf("Exception in thread \"%s\" %s%n", thread.getName(), text);
        }
    }

    private static String describe(Throwable thrown) {
        String frames =
                Stream.of(thrown.getStackTrace())
                        .filter(frame -> !frame.getClassName().startsWith("session08.process."))
                        .filter(frame -> !frame.getClassName().equals("java.lang.VirtualThread"))
                        .map(frame -> "%n\tat %s".formatted(frame))
                        .collect(Collectors.joining());
        Throwable cause = thrown.getCause();
        return thrown
                + frames
                + (cause == null ? "" : "%nCaused by: ".formatted() + describe(cause));
    }
}
