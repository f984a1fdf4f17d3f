package session08.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import session08.benchmarks.Comparison.About;
import session08.benchmarks.Comparison.Entry;
import session08.benchmarks.Comparison.Row;
import session08.benchmarks.Launcher.Ended;
import session08.benchmarks.Launcher.Failed;
import session08.benchmarks.Launcher.Outcome;
import session08.benchmarks.Launcher.Over;
import session08.benchmarks.Launcher.Time;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Starts the programs of all contenders, by turns and over again, and collects what they measured.
 *
 * <p>In each round each program is started once, so a machine that is slow for a minute is slow for
 * all contenders of a row. Each outcome is written down at once; a run that was cut off goes on
 * where it was, if nothing has changed since.
 */
final class SideBySide {

    /**
     * How much is measured.
     *
     * @param rounds at most
     * @param more rounds at most of what is {@linkplain Goals.Verdict#isNear near} a goal
     * @param budget when it is clear that the next round would end after this, it is left out; the
     *     first is not
     */
    record Plan(
            List<Row> rows,
            List<Contender> contenders,
            Time time,
            int rounds,
            int more,
            Duration budget) {

        static Plan full() {
            var rows = new ArrayList<Row>();
            for (Workload workload : Workload.values()) {
                workload.full().forEach(numbers -> rows.add(new Row(workload, numbers)));
            }
            return new Plan(
                    rows,
                    List.of(Contender.values()),
                    new Time(1000, 2000, 400, 15),
                    3,
                    20,
                    Duration.ofMinutes(48));
        }

        static Plan quick() {
            var rows = new ArrayList<Row>();
            for (Workload workload : Workload.values()) {
                workload.quick().forEach(numbers -> rows.add(new Row(workload, numbers)));
            }
            return new Plan(
                    rows,
                    List.of(
                            Contender.LIBRARY,
                            Contender.ERLANG,
                            Contender.TRANSFER_QUEUE,
                            Contender.PARK),
                    new Time(700, 700, 100, 10),
                    1,
                    0,
                    Duration.ofSeconds(90));
        }
    }

    private record Start(Row row, Contender contender) {}

    /** A line of the log. */
    record Line(
            String run,
            int round,
            Workload workload,
            int size,
            int count,
            Contender contender,
            Double each,
            Double resident,
            String problem) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Launcher launcher;
    private final Map<Contender, String> versions;
    private final Path log;
    private final String run;
    private final LongSupplier clock;
    private final Consumer<String> progress;
    private final Map<Start, List<Line>> lines = new LinkedHashMap<>();
    private int rounds;

    /**
     * @param versions of the contenders that are there
     * @param log where outcomes are written down, and found again
     * @param run what the outcomes depend on: those of another run are thrown away
     * @param clock in nanoseconds
     * @param progress told what happens, a line each
     */
    SideBySide(
            Launcher launcher,
            Map<Contender, String> versions,
            Path log,
            String run,
            LongSupplier clock,
            Consumer<String> progress) {
        this.launcher = launcher;
        this.versions = versions;
        this.log = log;
        this.run = run;
        this.clock = clock;
        this.progress = progress;
        resume();
    }

    private void resume() {
        if (!Files.exists(log)) {
            return;
        }
        try {
            for (String line : Files.readAllLines(log)) {
                Line read = JSON.readValue(line, Line.class);
                if (!read.run().equals(run)) {
                    Files.delete(log);
                    lines.clear();
                    return;
                }
                remember(read);
            }
        } catch (JsonProcessingException cutOff) {
            // The last line of a run that was killed. What came before counts.
            rewrite();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void rewrite() {
        try {
            Files.write(
                    log,
                    lines.values().stream().flatMap(List::stream).map(Comparison::write).toList());
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private void remember(Line line) {
        var row = new Row(line.workload(), new Workload.Case(line.size(), line.count()));
        lines.computeIfAbsent(new Start(row, line.contender()), _ -> new ArrayList<>()).add(line);
    }

    /** Runs all that the plan says and the log does not have. */
    Comparison measure(Plan plan) {
        long end = clock.getAsLong() + plan.budget().toNanos();
        if (repeat(plan.rounds(), end, () -> round(plan, (_, _) -> true))) {
            repeat(plan.more(), end, () -> round(plan, near()));
        }
        return comparison();
    }

    /** Whether there was time for all. */
    private boolean repeat(int times, long end, Runnable round) {
        long longest = 0;
        for (int i = 0; i < times; i++) {
            long before = clock.getAsLong();
            if (before + longest > end) {
                progress.accept("No time for another round");
                return false;
            }
            round.run();
            longest = Math.max(longest, clock.getAsLong() - before);
        }
        return true;
    }

    /** Those of whom a few JVMs do not tell whether a goal is met. */
    private BiPredicate<Row, Contender> near() {
        List<Goals.Verdict> near =
                Goals.verdicts(comparison()).stream().filter(Goals.Verdict::isNear).toList();
        return (row, contender) -> near.stream().anyMatch(v -> v.isOf(row, contender));
    }

    /**
     * Measures twice more what would be too far from a {@linkplain Goals goal} to pass: it takes
     * more than one bad moment to fail.
     */
    Comparison again(Plan plan, Comparison first) {
        List<Row> bad =
                Goals.verdicts(first).stream()
                        .filter(Goals.Verdict::isFarOff)
                        .map(Goals.Verdict::row)
                        .distinct()
                        .toList();
        if (bad.isEmpty()) {
            return first;
        }
        round(plan, (row, _) -> bad.contains(row));
        round(plan, (row, _) -> bad.contains(row));
        return comparison();
    }

    private void round(Plan plan, BiPredicate<Row, Contender> who) {
        int round = rounds++;
        for (Row row : plan.rows()) {
            // There and back, so that none always comes after the same other one.
            List<Contender> order =
                    round % 2 == 0 ? plan.contenders() : plan.contenders().reversed();
            for (Contender contender : order) {
                if (versions.containsKey(contender)
                        && contender.has(row.workload())
                        && who.test(row, contender)) {
                    start(plan.time(), new Start(row, contender), round);
                }
            }
        }
    }

    private void start(Time time, Start start, int round) {
        List<Line> before = lines.getOrDefault(start, List.of());
        // What did not end in time will not the next time.
        if (before.stream().anyMatch(line -> line.round() == round || line.problem() != null)) {
            return;
        }
        Row row = start.row();
        Contender contender = start.contender();
        Outcome outcome = launcher.launch(contender, row.workload(), row.numbers(), time);
        Line line = line(start, round, outcome);
        remember(line);
        try {
            Files.writeString(
                    log,
                    Comparison.write(line) + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        progress.accept(
                "round %d  %s  %s: %s"
                        .formatted(
                                round + 1,
                                row.title(),
                                contender.title(),
                                line.problem() != null
                                        ? line.problem()
                                        : ComparisonReport.amount(row.workload(), line.each())));
    }

    private Line line(Start start, int round, Outcome outcome) {
        Double each = null;
        Double resident = null;
        String problem = null;
        switch (outcome) {
            case Ended(Measured measured) -> {
                each = measured.each();
                resident = measured.resident() == 0 ? null : measured.residentEach();
            }
            case Over(int seconds) -> problem = Comparison.OVER + seconds + " s";
            case Failed(String why) -> problem = why;
        }
        var numbers = start.row().numbers();
        return new Line(
                run,
                round,
                start.row().workload(),
                numbers.size(),
                numbers.count(),
                start.contender(),
                each,
                resident,
                problem);
    }

    private Comparison comparison() {
        var entries = new ArrayList<Entry>();
        lines.forEach(
                (start, all) -> {
                    var numbers = start.row().numbers();
                    String problem = problem(all);
                    List<Line> good =
                            problem == null
                                    ? all.stream().filter(line -> line.problem() == null).toList()
                                    : List.of();
                    entries.add(
                            new Entry(
                                    start.row().workload(),
                                    numbers.size(),
                                    numbers.count(),
                                    start.contender(),
                                    good.stream()
                                            .collect(
                                                    Collectors.toMap(
                                                            Line::round,
                                                            Line::each,
                                                            (_, last) -> last,
                                                            TreeMap::new)),
                                    good.stream()
                                            .map(Line::resident)
                                            .filter(r -> r != null)
                                            .toList(),
                                    problem));
                });
        return new Comparison(
                new About(
                        LocalDate.now().toString(),
                        Runtime.getRuntime().availableProcessors(),
                        rounds,
                        versions),
                entries);
    }

    /** Once wrong is wrong; too slow once, and not the other times, is what a busy machine does. */
    private static String problem(List<Line> all) {
        boolean ended = all.stream().anyMatch(line -> line.problem() == null);
        return all.stream()
                .map(Line::problem)
                .filter(p -> p != null && !(ended && p.startsWith(Comparison.OVER)))
                .findFirst()
                .orElse(null);
    }

    /** The numbers are kept elsewhere now; the next run begins anew. */
    void forget() throws IOException {
        Files.deleteIfExists(log);
    }
}
