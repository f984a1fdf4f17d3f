package session08.process;

import java.time.Duration;
import java.util.Objects;

/**
 * How long a receive may wait. Made by {@link Processes#after(Duration)} and {@link
 * Processes#until(Duration)}.
 */
public final class Timeout {

    /** No limit. As a number of nanoseconds it is 292 years, so nobody will see the difference. */
    static final long FOREVER = Long.MAX_VALUE;

    private final long nanos;

    private Timeout(long nanos) {
        this.nanos = nanos;
    }

    static Timeout of(Duration duration) {
        return new Timeout(nanos(duration, "a timeout"));
    }

    long nanos() {
        return nanos;
    }

    /** The length in nanoseconds, {@link #FOREVER} where it is more than those can count. */
    static long nanos(Duration duration, String what) {
        Objects.requireNonNull(
                duration,
                () -> what + " must not be null: pass a Duration, such as Duration.ofSeconds(5)");
        if (duration.isNegative()) {
            throw new IllegalArgumentException(
                    what
                            + " must not be negative, but was "
                            + duration
                            + ": use Duration.ZERO for at once, or until(deadline) for what is left"
                            + " of a time");
        }
        try {
            return duration.toNanos();
        } catch (ArithmeticException tooLongToCount) {
            return FOREVER;
        }
    }

    /** The moment at which {@code nanos} from now have passed. */
    static long deadline(long now, long nanos) {
        return nanos < FOREVER - now ? now + nanos : FOREVER;
    }

    @Override
    public String toString() {
        return nanos == FOREVER ? "for ever" : Duration.ofNanos(nanos).toString();
    }
}
