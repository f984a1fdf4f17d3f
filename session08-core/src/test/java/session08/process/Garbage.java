package session08.process;

import java.util.function.BooleanSupplier;

/** For tests whose subject is what stays in memory. */
final class Garbage {

    private Garbage() {}

    /**
     * Collects garbage until {@code gone}, and fails when the time of its test is over: a loop that
     * went on would stop the world for all tests after it.
     */
    static void assertCollected(BooleanSupplier gone) {
        while (!gone.getAsBoolean()) {
            if (Thread.interrupted()) {
                throw new AssertionError("it is still in memory");
            }
            System.gc();
        }
    }
}
