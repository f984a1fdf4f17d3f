package session08.benchmarks;

import session08.benchmarks.Workload.Case;

/** Runs one program in a process of its own. */
@FunctionalInterface
interface Launcher {

    /** What came of it. */
    sealed interface Outcome {}

    /** It ended in time, with the right result. */
    record Ended(Measured measured) implements Outcome {}

    /** It was still running after so many seconds, and was ended. */
    record Over(int seconds) implements Outcome {}

    /** It broke, or came to the wrong result. */
    record Failed(String why) implements Outcome {}

    /**
     * How long a process may take.
     *
     * @param warmUpMillis at least
     * @param mostWarmUpMillis while the JVM still compiles
     */
    record Time(int warmUpMillis, int mostWarmUpMillis, int measureMillis, int limitSeconds) {}

    Outcome launch(Contender contender, Workload workload, Case numbers, Time time);
}
