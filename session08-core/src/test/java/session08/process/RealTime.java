package session08.process;

import java.util.concurrent.ThreadLocalRandom;

/** For tests whose subject is the real scheduler. */
final class RealTime {

    private RealTime() {}

    /**
     * Runs {@code body} on the calling thread as a process with a mailbox of its own, so that what
     * one test leaves behind is not found by the next.
     */
    static void run(Runnable body) {
        World.REAL.enter("test", body);
    }

    /**
     * Passes a little time, at most some ten microseconds, so that two threads meet anew each time.
     */
    static void dawdle(int most) {
        for (int left = ThreadLocalRandom.current().nextInt(most + 1); left > 0; left--) {
            Thread.onSpinWait();
        }
    }

    /** Waits until the thread of a process is gone, which is after its end was reported. */
    static void awaitEnd(Pid<?> pid) {
        var process = (Process<?>) pid;
        while (process.isAlive()) {
            Thread.onSpinWait();
        }
        try {
            process.thread().join();
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while " + pid + " was to end", e);
        }
    }
}
