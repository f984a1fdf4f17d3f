package session08.benchmarks;

import static session08.benchmarks.Svg.escaped;
import static session08.benchmarks.Svg.number;
import static session08.benchmarks.Svg.stroke;
import static session08.benchmarks.Svg.text;

import static java.lang.Math.ceil;
import static java.lang.Math.floor;
import static java.lang.Math.log10;
import static java.lang.Math.max;
import static java.lang.Math.min;
import static java.lang.Math.pow;
import static java.util.Comparator.comparingDouble;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Times over counts, both on logarithmic axes, as SVG. Each line has its name beside its end, where
 * a legend would send the eye to and fro.
 *
 * <p>Written by hand, because a test must be able to tell whether a picture is of its numbers. The
 * libraries that draw charts in Java measure text with the fonts of the machine, so the same
 * numbers would give another file elsewhere. XChart 4.0 besides turns each letter into an outline
 * (a megabyte for this chart), and makes up ids.
 *
 * @param title above the chart
 * @param xTitle what is counted
 * @param yTitle what is timed
 * @param lines in the order in which they are drawn, each with one point at least
 */
record LogLogChart(String title, String xTitle, String yTitle, List<Line> lines) {

    /**
     * @param name as code
     * @param note below the name
     * @param colour as in CSS; must be readable as text on white
     * @param dashed for a line that may lie upon another, so that both are seen
     */
    record Line(String name, String note, String colour, boolean dashed, List<Point> points) {}

    /**
     * @param x a count
     * @param y nanoseconds
     * @param error to both sides of {@code y}
     */
    record Point(double x, double y, double error) {}

    // In pixels. The names get what the widest of them needs, since nothing here can measure text.
    private static final int WIDTH = 880;
    private static final int HEIGHT = 500;
    private static final int LEFT = 88;
    private static final int RIGHT = 536;
    private static final int TOP = 96;
    private static final int BOTTOM = 424;
    private static final int NAMES = RIGHT + 40;
    private static final int NAME_HEIGHT = 48;

    /** Its note must not run into the last number of the axis. */
    private static final int LOWEST_NAME = BOTTOM - 20;

    private static final String FRAME =
            """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d" role="img" aria-labelledby="title">
            <title id="title">%3$s</title>
            <style>
            text { font: 15px system-ui, "Segoe UI", "Helvetica Neue", Arial, sans-serif; fill: #333 }
            .title { font-size: 20px; font-weight: 600; fill: #111 }
            .name { font: 600 14px ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; fill: currentColor; stroke: none }
            .left { text-anchor: end }
            .centred { text-anchor: middle }
            .grid { stroke: #e2e2e2 }
            .series { fill: none; stroke: currentColor; stroke-width: 3; stroke-linejoin: round }
            .dashed { stroke-dasharray: 8 6 }
            .thin { stroke: currentColor }
            circle { fill: currentColor }
            </style>
            <rect x="0.5" y="0.5" width="%4$d" height="%5$d" rx="6" fill="#fff" stroke="#d0d0d0"/>
            %6$s</svg>
            """;

    /** Whole powers of ten, each as long on paper as the others. */
    private record Axis(int firstPower, int lastPower, double from, double to) {

        static Axis around(DoubleStream values, double from, double to) {
            var powers = values.map(Math::log10).summaryStatistics();
            int first = (int) floor(powers.getMin());
            return new Axis(first, max(first + 1, (int) ceil(powers.getMax())), from, to);
        }

        double place(double value) {
            return from + (log10(value) - firstPower) / (lastPower - firstPower) * (to - from);
        }

        /** The powers of ten. */
        DoubleStream ticks() {
            return IntStream.rangeClosed(firstPower, lastPower)
                    .mapToDouble(power -> pow(10, power));
        }

        double first() {
            return pow(10, firstPower);
        }
    }

    /**
     * The same text for the same chart, everywhere.
     *
     * @throws IllegalArgumentException if a value is not above 0: a logarithmic axis has no place
     *     for it
     */
    String svg() {
        points().filter(point -> !(point.x() > 0 && point.y() > 0))
                .findFirst()
                .ifPresent(
                        point -> {
                            throw new IllegalArgumentException(
                                    point + " has no place on logarithmic axes: not above 0");
                        });
        Axis x = Axis.around(points().mapToDouble(Point::x), LEFT, RIGHT);
        Axis y = Axis.around(points().mapToDouble(Point::y), BOTTOM, TOP);
        String drawn =
                text("title", 24, 38, title)
                        + text("", 24, TOP - 22, yTitle)
                        + text("centred", (LEFT + RIGHT) / 2.0, BOTTOM + 54, xTitle)
                        + axes(x, y)
                        + lines.stream()
                                .map(line -> series(line, x, y))
                                .collect(Collectors.joining())
                        + names(y);
        // The white of its own is for a page that is dark.
        return FRAME.formatted(WIDTH, HEIGHT, escaped(title), WIDTH - 1, HEIGHT - 1, drawn);
    }

    private Stream<Point> points() {
        return lines.stream().flatMap(line -> line.points().stream());
    }

    private static String axes(Axis x, Axis y) {
        var svg = new StringBuilder();
        y.ticks()
                .forEach(
                        tick -> {
                            double place = y.place(tick);
                            svg.append(stroke("grid", LEFT, place, RIGHT, place));
                            svg.append(text("left", LEFT - 10, place + 5, Nanoseconds.round(tick)));
                        });
        x.ticks()
                .forEach(
                        tick -> {
                            double place = x.place(tick);
                            svg.append(stroke("grid", place, TOP, place, BOTTOM));
                            svg.append(text("centred", place, BOTTOM + 24, grouped(tick)));
                        });
        return svg.toString();
    }

    private static String series(Line line, Axis x, Axis y) {
        var path = new StringBuilder();
        var marks = new StringBuilder();
        for (Point point : line.points()) {
            double across = x.place(point.x());
            double down = y.place(point.y());
            path.append(path.isEmpty() ? "M" : " L").append(number(across) + " " + number(down));
            // The axis has no end at 0; an error as large as the value goes down to its foot.
            double low = y.place(max(point.y() - point.error(), y.first()));
            double high = max(TOP, y.place(point.y() + point.error()));
            marks.append(stroke("thin", across, low, across, high));
            marks.append(
                    "<circle cx=\"%s\" cy=\"%s\" r=\"4\"/>\n"
                            .formatted(number(across), number(down)));
        }
        return "<g color=\"%s\">\n<path class=\"series%s\" d=\"%s\"/>\n%s</g>\n"
                .formatted(line.colour(), line.dashed() ? " dashed" : "", path, marks);
    }

    /** Beside the ends of the lines, or as near as the other names allow. */
    private String names(Axis y) {
        List<Line> fromTheTop =
                lines.stream().sorted(comparingDouble(line -> end(line, y))).toList();
        var places = new double[fromTheTop.size()];
        for (int i = 0; i < places.length; i++) {
            double end = end(fromTheTop.get(i), y);
            places[i] = i == 0 ? end : max(end, places[i - 1] + NAME_HEIGHT);
        }
        for (int i = places.length - 1; i >= 0; i--) {
            places[i] = min(places[i], LOWEST_NAME - NAME_HEIGHT * (places.length - 1 - i));
        }
        var svg = new StringBuilder();
        for (int i = 0; i < places.length; i++) {
            Line line = fromTheTop.get(i);
            svg.append("<g color=\"%s\">\n".formatted(line.colour()));
            svg.append(stroke("thin", RIGHT + 8, end(line, y), NAMES - 8, places[i]));
            svg.append(text("name", NAMES, places[i] + 5, line.name()));
            svg.append("</g>\n");
            svg.append(text("", NAMES, places[i] + 25, line.note()));
        }
        return svg.toString();
    }

    private static double end(Line line, Axis y) {
        return y.place(line.points().getLast().y());
    }

    /** {@code 100 000}, with spaces that keep the number together. */
    static String grouped(double count) {
        return String.format(Locale.ROOT, "%,.0f", count).replace(',', '\u00a0');
    }
}
