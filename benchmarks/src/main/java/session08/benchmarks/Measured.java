package session08.benchmarks;

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
}
