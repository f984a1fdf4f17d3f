package session08.lesson;

import static session08.process.Processes.run;
import static session08.process.Processes.stop;

import static java.lang.IO.println;

import session08.process.TailCall;

/**
 * One loop, written twice: as a method that calls itself, and as one that returns its next call.
 * Java keeps a frame for each call until it returns, also for a call that is the last thing a
 * method does; so the first is as deep as it has turns, and the second is never deeper than one.
 */
public final class FlatStack {

    private FlatStack() {}

    /** Counts down on a flat stack, if run by {@code run} or {@code spawn}. */
    static TailCall<Void> countDown(int turns) {
        if (turns == 0) {
            println("Counted down on a flat stack");
            return stop();
        }
        return () -> countDown(turns - 1);
    }

    /**
     * Counts down with a frame for each turn.
     *
     * @throws StackOverflowError after some ten thousand turns, with a stack of the usual size
     */
    static void countDownDeep(int turns) {
        if (turns == 0) {
            println("Counted down on a deep stack");
            return;
        }
        countDownDeep(turns - 1);
    }

    /** Section 1 of the lesson: ten million turns. */
    static void main() {
        run(countDown(10_000_000));
        try {
            countDownDeep(10_000_000);
        } catch (StackOverflowError expected) {
            println("The deep stack overflowed");
        }
    }
}
