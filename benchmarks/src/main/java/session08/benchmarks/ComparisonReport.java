package session08.benchmarks;

import static session08.benchmarks.Contender.LIBRARY;

import session08.benchmarks.Comparison.Entry;
import session08.benchmarks.Comparison.Row;
import session08.benchmarks.RatioChart.Bar;
import session08.benchmarks.RatioChart.Group;
import session08.benchmarks.RatioChart.Series;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** The table and the chart of a {@link Comparison}: the same numbers twice. */
final class ComparisonReport {

    private static final List<Contender> OTHERS =
            Arrays.stream(Contender.values()).filter(contender -> contender != LIBRARY).toList();

    private final Comparison comparison;

    ComparisonReport(Comparison comparison) {
        this.comparison = comparison;
    }

    /** {@code 312 ns} or {@code 652 B}. */
    static String amount(Workload workload, double each) {
        return workload.isOfMemory()
                ? LogLogChart.grouped(each) + "\u00a0B"
                : Nanoseconds.precise(each).replace(' ', '\u00a0');
    }

    /** As Markdown, with the goals. */
    String text() {
        return table() + Goals.table(Goals.verdicts(comparison));
    }

    private String table() {
        var about = comparison.about();
        var table = new StringBuilder();
        table.append(
                """
                # Side by side

                Measured until %s, with %d processors: the same work, done by each contender in a process of its own, started
                %s, by turns. Beside this library's median stand the least and the most. With the others stands how many times as
                much as this library they took in the same round, the median of all rounds: **below 1 this library is behind**. What
                is measured, and how, is in the [README](../README.md).

                """
                        .formatted(
                                about.date(),
                                about.processors(),
                                about.rounds() == 1
                                        ? "once"
                                        : "up to " + about.rounds() + " times"));
        for (Contender contender : Contender.values()) {
            String version = about.versions().get(contender);
            table.append(
                    "- %s: %s\n"
                            .formatted(
                                    contender.title(),
                                    version == null ? "**missing**, not measured" : version));
        }
        table.append("\n| workload | for each | " + LIBRARY.title() + " |");
        OTHERS.forEach(contender -> table.append(" " + contender.title() + " |"));
        table.append("\n|---|---|--:|" + "--:|".repeat(OTHERS.size()) + "\n");
        for (Row row : comparison.rows()) {
            Optional<Entry> ours = comparison.entry(row, LIBRARY);
            table.append(
                    "| %s | %s | %s |"
                            .formatted(row.title(), row.workload().per(), ours(row, ours)));
            for (Contender contender : OTHERS) {
                table.append(" " + cell(row, ours, contender) + " |");
            }
            table.append("\n");
        }
        return table + residents();
    }

    private static String ours(Row row, Optional<Entry> entry) {
        return entry.map(
                        ours ->
                                ours.isMeasured()
                                        ? "%s<br>%s to %s"
                                                .formatted(
                                                        amount(row.workload(), ours.median()),
                                                        amount(row.workload(), ours.least()),
                                                        amount(row.workload(), ours.most()))
                                        : ours.problem())
                .orElse("not measured");
    }

    private String cell(Row row, Optional<Entry> ours, Contender contender) {
        if (!contender.has(row.workload())) {
            return "has none";
        }
        if (!comparison.about().versions().containsKey(contender)) {
            return "missing";
        }
        Optional<Entry> entry = comparison.entry(row, contender);
        if (entry.isEmpty()) {
            return "not measured";
        }
        if (!entry.get().isMeasured()) {
            return entry.get().problem();
        }
        String amount = amount(row.workload(), entry.get().median());
        if (ours.isEmpty() || !ours.get().isMeasured()) {
            return amount;
        }
        double ratio = entry.get().times(ours.get());
        String times = RatioChart.times(ratio);
        return (ratio < 1 ? "**" + times + "**" : times) + "<br>" + amount;
    }

    /** What the system says that memory came to. */
    private String residents() {
        List<String> lines = new ArrayList<>();
        for (Row row : comparison.rows()) {
            String all =
                    comparison.entries().stream()
                            .filter(entry -> entry.numbers().equals(row.numbers()))
                            .filter(entry -> entry.workload() == row.workload())
                            .filter(entry -> !entry.resident().isEmpty())
                            .map(
                                    entry ->
                                            entry.contender().title()
                                                    + " "
                                                    + amount(
                                                            row.workload(),
                                                            Entry.median(entry.resident())))
                            .collect(Collectors.joining("; "));
            if (!all.isEmpty()) {
                lines.add("- " + row.title() + ": " + all);
            }
        }
        return lines.isEmpty()
                ? ""
                : "\n"
                        + "Of the memory that the system has given (resident), with what the heap"
                        + " keeps free, for each process:\n\n"
                        + String.join("\n", lines)
                        + "\n";
    }

    /** As SVG. */
    String chart() {
        List<Contender> there =
                OTHERS.stream()
                        .filter(
                                contender ->
                                        comparison.entries().stream()
                                                .anyMatch(e -> e.contender() == contender))
                        .toList();
        return new RatioChart(
                        "How many times as much as this library",
                        "ahead of this library",
                        "behind this library",
                        there.stream().map(c -> new Series(c.title(), c.colour())).toList(),
                        comparison.rows().stream().map(row -> group(row, there)).toList())
                .svg();
    }

    private Group group(Row row, List<Contender> there) {
        var bars = new ArrayList<Bar>();
        Optional<Entry> ours = comparison.entry(row, LIBRARY).filter(Entry::isMeasured);
        if (ours.isPresent()) {
            for (Contender contender : there) {
                comparison
                        .entry(row, contender)
                        .flatMap(entry -> bar(entry, ours.get()))
                        .ifPresent(bars::add);
            }
        }
        return new Group(row.title(), bars);
    }

    private static Optional<Bar> bar(Entry entry, Entry ours) {
        String colour = entry.contender().colour();
        if (entry.isOver() && !entry.workload().isOfMemory()) {
            return Optional.of(new Bar(colour, OptionalDouble.empty(), entry.problem()));
        }
        if (!entry.isMeasured()) {
            return Optional.empty();
        }
        double ratio = entry.times(ours);
        return Optional.of(new Bar(colour, OptionalDouble.of(ratio), RatioChart.times(ratio)));
    }
}
