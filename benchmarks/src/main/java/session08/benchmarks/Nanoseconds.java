package session08.benchmarks;

import java.util.Locale;

/** Times for people, who think of a million nanoseconds as one millisecond. */
final class Nanoseconds {

    private record Unit(String name, double nanos) {}

    private Nanoseconds() {}

    private static Unit unit(double nanos) {
        if (nanos < 1e3) {
            return new Unit("ns", 1);
        }
        if (nanos < 1e6) {
            return new Unit("µs", 1e3);
        }
        return nanos < 1e9 ? new Unit("ms", 1e6) : new Unit("s", 1e9);
    }

    /** A round one: {@code 10 µs}. */
    static String round(double nanos) {
        Unit unit = unit(nanos);
        return String.format(Locale.ROOT, "%.0f %s", nanos / unit.nanos(), unit.name());
    }

    /** Three digits: {@code 12.3 µs}. */
    static String precise(double nanos) {
        Unit unit = unit(nanos);
        return String.format(
                Locale.ROOT, format(nanos, unit) + " %s", nanos / unit.nanos(), unit.name());
    }

    /** Three digits, and the error in the same unit to the same place: {@code 12.3 ± 0.4 µs}. */
    static String withError(double nanos, double error) {
        Unit unit = unit(nanos);
        String number = format(nanos, unit);
        return String.format(
                Locale.ROOT,
                number + " ± " + number + " %s",
                nanos / unit.nanos(),
                error / unit.nanos(),
                unit.name());
    }

    private static String format(double nanos, Unit unit) {
        double value = nanos / unit.nanos();
        return value < 9.995 ? "%.2f" : value < 99.95 ? "%.1f" : "%.0f";
    }
}
