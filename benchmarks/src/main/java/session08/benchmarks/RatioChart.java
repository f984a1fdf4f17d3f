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

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Ratios to one of them all, as bars on a logarithmic axis: half as much is as far from the line in
 * the middle as twice as much. As SVG.
 *
 * @param title above the chart
 * @param less what it means that a bar goes to the left
 * @param more what it means that a bar goes to the right
 * @param legend whose the bars are
 * @param groups of bars, from the top
 */
record RatioChart(String title, String less, String more, List<Series> legend, List<Group> groups) {

    /**
     * @param colour as in CSS
     */
    record Series(String name, String colour) {}

    record Group(String name, List<Bar> bars) {}

    /**
     * @param ratio what is beyond the axis goes to its end; empty where it is known only to be
     *     large: the bar goes to the end
     * @param note behind the bar
     */
    record Bar(String colour, OptionalDouble ratio, String note) {}

    // In pixels.
    private static final int WIDTH = 1040;
    private static final int LEFT = 490;
    private static final int RIGHT = 940;
    private static final int BAR = 11;
    private static final int GAP = 9;
    private static final int LEGEND = 20;

    /** As a power of ten. One bar of a million would leave no room to tell 1.2 from 1. */
    private static final int FARTHEST = 3;

    private static final String FRAME =
            """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d" role="img" aria-labelledby="title">
            <title id="title">%3$s</title>
            <style>
            text { font: 13px system-ui, "Segoe UI", "Helvetica Neue", Arial, sans-serif; fill: #333 }
            .title { font-size: 20px; font-weight: 600; fill: #111 }
            .note { font-size: 10px }
            .left { text-anchor: end }
            .centred { text-anchor: middle }
            .grid { stroke: #e2e2e2 }
            .one { stroke: #111; stroke-width: 1.5 }
            </style>
            <rect x="0.5" y="0.5" width="%4$d" height="%5$d" rx="6" fill="#fff" stroke="#d0d0d0"/>
            %6$s</svg>
            """;

    /** The same text for the same chart, everywhere. */
    String svg() {
        int top = 70 + legend.size() * LEGEND + 30;
        int bottom = top + groups.stream().mapToInt(RatioChart::height).sum();
        var powers =
                groups.stream()
                        .flatMap(group -> group.bars().stream())
                        .flatMapToDouble(bar -> bar.ratio().stream())
                        .map(Math::log10)
                        .summaryStatistics();
        var axis =
                new Axis(
                        (int) max(-FARTHEST, min(-1, floor(powers.getMin()))),
                        (int) min(FARTHEST, max(1, ceil(powers.getMax()))));
        var svg = new StringBuilder(text("title", 24, 38, title));
        for (int i = 0; i < legend.size(); i++) {
            int y = 58 + i * LEGEND;
            svg.append(rectangle(24, y, 14, 12, legend.get(i).colour()));
            svg.append(text("", 46, y + 11, legend.get(i).name()));
        }
        for (int power = axis.first(); power <= axis.last(); power++) {
            double x = axis.place(pow(10, power));
            svg.append(stroke(power == 0 ? "one" : "grid", x, top - 6, x, bottom));
            String tick = tick(power);
            svg.append(text("centred", x, top - 14, tick));
            svg.append(text("centred", x, bottom + 20, tick));
        }
        svg.append(text("left", axis.place(1) - 12, top - 34, "← " + less));
        svg.append(text("", axis.place(1) + 12, top - 34, more + " →"));
        int y = top;
        for (Group group : groups) {
            svg.append(group(group, y, axis));
            y += height(group);
        }
        return FRAME.formatted(
                WIDTH, bottom + 40, escaped(title), WIDTH - 1, bottom + 39, svg.toString());
    }

    private record Axis(int first, int last) {

        double place(double ratio) {
            return LEFT + (log10(ratio) - first) / (last - first) * (RIGHT - LEFT);
        }
    }

    private static int height(Group group) {
        return max(2, group.bars().size()) * BAR + GAP;
    }

    private static String group(Group group, int top, Axis axis) {
        double middle = top + (height(group) - GAP) / 2.0;
        String name = text("left", LEFT - 42, middle + 4, group.name());
        double one = axis.place(1);
        var bars = new StringBuilder();
        double y = top;
        for (Bar bar : group.bars()) {
            double place = bar.ratio().isPresent() ? axis.place(bar.ratio().getAsDouble()) : RIGHT;
            double end = max(LEFT, min(RIGHT, place));
            // One as long as nothing is still to be seen.
            double width = max(1, Math.abs(end - one));
            bars.append(rectangle(min(one, end), y, width, BAR - 2, bar.colour()));
            bars.append(
                    end < one
                            ? text("note left", end - 4, y + BAR - 3, bar.note())
                            : text("note", end + 4, y + BAR - 3, bar.note()));
            y += BAR;
        }
        return name + bars;
    }

    private static String rectangle(double x, double y, double width, double height, String fill) {
        return "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill=\"%s\"/>\n"
                .formatted(number(x), number(y), number(width), number(height), fill);
    }

    private static String tick(int power) {
        return (power < 0 ? "1/" : "")
                + LogLogChart.grouped(pow(10, Math.abs(power)))
                + (power < 0 ? "" : "×");
    }

    /** {@code 2.5×}. */
    static String times(double ratio) {
        String digits =
                ratio < 0.0995 ? "%.2g" : ratio < 9.95 ? "%.2f" : ratio < 99.5 ? "%.1f" : "";
        if (digits.isEmpty()) {
            return LogLogChart.grouped(ratio) + "×";
        }
        return String.format(Locale.ROOT, digits, ratio) + "×";
    }
}
