package session08.benchmarks;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one run of a {@link Program} came to.
 *
 * @param value nanoseconds, or bytes, in all
 * @param operations how many of what the workload counts were done in that time
 * @param result what came out, to be compared with {@link Workload#expected}: a program that does
 *     something else is not timed
 * @param resident bytes that the operating system gave besides, or 0 where nobody asked
 */
public record Measured(long value, long operations, long result, long resident) {

    private static final Pattern LINE =
            Pattern.compile(
                    "\\{\"value\":(-?\\d+),\"operations\":(\\d+),"
                            + "\"result\":(-?\\d+),\"resident\":(-?\\d+)}");

    /** What took from {@code start}, a {@link System#nanoTime()}, until now. */
    public static Measured since(long start, long operations, long result) {
        return new Measured(System.nanoTime() - start, operations, result, 0);
    }

    double each() {
        return (double) value / operations;
    }

    double residentEach() {
        return (double) resident / operations;
    }

    /** The one line that a program's process prints. */
    String json() {
        return "{\"value\":%d,\"operations\":%d,\"result\":%d,\"resident\":%d}"
                .formatted(value, operations, result, resident);
    }

    /**
     * Finds that line in what a process printed.
     *
     * @throws IllegalArgumentException if there is none, or it says what can not be
     */
    static Measured parse(String printed) {
        Matcher line = LINE.matcher(printed);
        if (!line.find()) {
            throw new IllegalArgumentException("no measurement in \"" + printed.strip() + "\"");
        }
        var measured =
                new Measured(number(line, 1), number(line, 2), number(line, 3), number(line, 4));
        if (measured.value <= 0 || measured.operations <= 0) {
            throw new IllegalArgumentException(measured + " can not be");
        }
        return measured;
    }

    private static long number(Matcher line, int group) {
        return Long.parseLong(line.group(group));
    }
}
