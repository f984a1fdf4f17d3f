package session08.benchmarks;

import session08.benchmarks.LogLogChart.Line;
import session08.benchmarks.LogLogChart.Point;
import session08.benchmarks.Results.Measurement;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The table and the chart of {@link SelectiveReceiveBenchmark}: the same numbers twice. */
final class SelectiveReceiveReport {

    /** One kind of receive. The colours can be told apart by the colour-blind. */
    private enum Kind {
        GUARD(
                "lastByGuard",
                "receive(Normal.class, guard)",
                "accepts only the last of all",
                "#c2410c",
                false),
        LAST("last", "receive(Urgent.class)", "the only one, behind all others", "#8a6a00", false),
        NONE("none", "receive(Urgent.class, after(ZERO))", "there is none", "#1d4ed8", true),
        OLDEST("oldest", "receive(Object.class)", "the oldest, whatever it is", "#047857", false),
        CALL("callBeside", "call(server, Ask::new)", "the answer passes them by", "#7e22ce", false);

        final String method;
        final String code;
        final String note;
        final String colour;
        final boolean dashed;

        Kind(String method, String code, String note, String colour, boolean dashed) {
            this.method = method;
            this.code = code;
            this.note = note;
            this.colour = colour;
            this.dashed = dashed;
        }
    }

    private final Results results;
    private final List<Integer> counts;
    private final Map<String, Measurement> measured;

    /**
     * @throws IllegalArgumentException if a kind of receive was not measured, or not with each
     *     number of messages
     */
    SelectiveReceiveReport(Results results) {
        this.results = results;
        counts =
                results.measurements().stream()
                        .map(Measurement::unmatched)
                        .distinct()
                        .sorted()
                        .toList();
        measured =
                results.measurements().stream()
                        .collect(Collectors.toMap(m -> key(m.benchmark(), m.unmatched()), m -> m));
        for (Kind kind : Kind.values()) {
            counts.forEach(count -> measurement(kind, count));
        }
    }

    private static String key(String method, int count) {
        return method + " with " + count + " unmatched messages";
    }

    private Measurement measurement(Kind kind, int count) {
        String key = key(kind.method, count);
        Measurement found = measured.get(key);
        if (found == null) {
            throw new IllegalArgumentException("the results lack " + key);
        }
        return found;
    }

    /** As SVG. */
    String chart() {
        List<Line> lines = Arrays.stream(Kind.values()).map(this::line).toList();
        return new LogLogChart(
                        "What one receive costs in a crowded mailbox",
                        "messages in the mailbox that are not Urgent",
                        "time of one receive",
                        lines)
                .svg();
    }

    private Line line(Kind kind) {
        List<Point> points =
                counts.stream()
                        .map(count -> measurement(kind, count))
                        .map(m -> new Point(m.unmatched(), m.mean(), m.error()))
                        .toList();
        return new Line(kind.code, kind.note, kind.colour, kind.dashed, points);
    }

    /** As Markdown. */
    String table() {
        var about = results.about();
        int samples = results.measurements().getFirst().samples();
        var table = new StringBuilder();
        table.append(
                """
                # What one receive costs in a crowded mailbox

                Measured on %s, on JDK %s with %d processors: the mean of %d iterations of JMH, and how far the true mean may lie
                from it (99.9 %%). What is measured, and how, is in the [README](../README.md).

                | messages that are not `Urgent` |\
                """
                        .formatted(about.date(), about.jdk(), about.processors(), samples));
        for (Kind kind : Kind.values()) {
            table.append(" `%s`<br>%s |".formatted(kind.code, kind.note));
        }
        table.append(" `%s`,<br>for each message passed over |\n".formatted(Kind.GUARD.code));
        table.append("|" + "--:|".repeat(Kind.values().length + 2) + "\n");
        for (int count : counts) {
            table.append("| %s |".formatted(LogLogChart.grouped(count)));
            for (Kind kind : Kind.values()) {
                Measurement m = measurement(kind, count);
                table.append(" %s |".formatted(Nanoseconds.withError(m.mean(), m.error())));
            }
            double each = measurement(Kind.GUARD, count).mean() / count;
            table.append(" %s |\n".formatted(Nanoseconds.precise(each)));
        }
        return table.toString();
    }
}
