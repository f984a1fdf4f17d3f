package session08.benchmarks;

import session08.benchmarks.Launcher.Ended;
import session08.benchmarks.Launcher.Outcome;

import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;

/**
 * Measures while the processors are near each other.
 *
 * <p>The host of a virtual machine moves its processors about. For some seconds they share a cache,
 * and then they don't: a {@link Hop} that took 30 ns takes 200, and what happens between processes
 * two to three times as long. That is as if half of the programs were measured on another machine.
 * So a start waits until the processors are near, and does not count if they are apart when it
 * ends. What was measured has no say in this.
 *
 * <p>For a while only. What is far for long counts as it is, for it may be the program that drives
 * the processors apart.
 */
final class NearProcessors {

    /** What measures something. */
    @FunctionalInterface
    interface Start<T, E extends Exception> {
        T run() throws E;
    }

    /** So many times as long as the shortest hop; they differ by half while nothing moves. */
    private static final int APART = 3;

    private static final int STARTS = 3;

    /** How often to look, at first and before a start. */
    private static final int LOOKS = 40;

    private final DoubleSupplier hop;
    private final Runnable pause;
    private final Consumer<String> progress;
    private double last;
    private double shortest = Double.POSITIVE_INFINITY;

    /**
     * @param hop in nanoseconds
     * @param pause between two looks
     * @param progress told what happens, a line each
     */
    NearProcessors(DoubleSupplier hop, Runnable pause, Consumer<String> progress) {
        this.hop = hop;
        this.pause = pause;
        this.progress = progress;
        for (int look = 0; look < LOOKS; look++) {
            areApart();
            pause.run();
        }
    }

    /** Starts at once, and everything counts. */
    static NearProcessors orNot() {
        return new NearProcessors(() -> 0, () -> {}, nothing -> {});
    }

    /** The same programs, but for those whose memory is measured: memory does not depend on it. */
    Launcher around(Launcher launcher) {
        return (contender, workload, numbers, time) -> {
            Start<Outcome, RuntimeException> start =
                    () -> launcher.launch(contender, workload, numbers, time);
            return workload.isOfMemory() ? start.run() : measure(start, Ended.class::isInstance);
        };
    }

    /**
     * @param isMeasured whether this came of a start; if not it is not made again, wherever the
     *     processors are
     * @return what came of the last start
     */
    <T, E extends Exception> T measure(Start<T, E> start, Predicate<? super T> isMeasured)
            throws E {
        for (int left = STARTS - 1; ; left--) {
            awaitNear();
            T outcome = start.run();
            if (!isMeasured.test(outcome) || !areApart()) {
                return outcome;
            }
            if (left == 0) {
                tell("it counts, though, as it was so each time");
                return outcome;
            }
            tell("that does not count, and once more");
        }
    }

    private void awaitNear() {
        for (int look = 0; areApart(); look++) {
            if (look == LOOKS) {
                tell("and do not come together");
                return;
            }
            pause.run();
        }
    }

    private boolean areApart() {
        last = hop.getAsDouble();
        shortest = Math.min(shortest, last);
        return last > APART * shortest;
    }

    private void tell(String so) {
        progress.accept(
                String.format(
                        Locale.ROOT,
                        "the processors are apart, %.0f ns for %.0f: %s",
                        last,
                        shortest,
                        so));
    }
}
