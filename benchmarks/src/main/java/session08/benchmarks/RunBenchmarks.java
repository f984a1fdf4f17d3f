package session08.benchmarks;

import org.openjdk.jmh.runner.RunnerException;

import session08.benchmarks.Results.About;
import session08.benchmarks.SideBySide.Plan;
import session08.process.Pid;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** Measures, keeps the numbers, and draws them. */
public final class RunBenchmarks {

    /** What {@code -Dbenchmarks.mode} may say. */
    enum Mode {
        /** The numbers that are committed. */
        FULL,

        /** Of these the ones of a crowded mailbox. */
        RECEIVE,

        /** Of these the ones of the contenders side by side. */
        COMPARE,

        /** Of these the ones of tracing that is switched off. */
        TRACING,

        /** Whether it all works, and roughly what comes out. Leaves the committed numbers alone. */
        QUICK,

        /** Makes table and chart again from the committed numbers, after a change of theirs. */
        DRAW;

        static Mode of(String name) {
            return Arrays.stream(values())
                    .filter(mode -> mode.toString().equals(name))
                    .findFirst()
                    .orElseThrow(
                            () ->
                                    new IllegalArgumentException(
                                            "benchmarks.mode is \"%s\", and must be one of %s"
                                                    .formatted(name, all())));
        }

        private static String all() {
            return Arrays.stream(values()).map(Mode::toString).collect(Collectors.joining(", "));
        }

        Path folder(Path module, Path target) {
            return (this == QUICK ? target : module).resolve("results");
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final String NAME = "selective-receive";
    private static final String COMPARISON = "side-by-side";

    /** At the processors, whether they are near each other. */
    private static final long BETWEEN_LOOKS_NANOS = 250_000_000;

    private RunBenchmarks() {}

    /**
     * @param arguments the {@linkplain Mode mode}, the folder of the module, and its folder for
     *     what a build makes
     */
    public static void main(String[] arguments) throws IOException, RunnerException {
        Mode mode = Mode.of(arguments[0]);
        Path module = Path.of(arguments[1]);
        Path target = Path.of(arguments[2]);
        Path folder = mode.folder(module, target);
        Files.createDirectories(folder);
        switch (mode) {
            case FULL -> {
                NearProcessors near = nearProcessors();
                receive(mode, near, target, folder);
                TracingOff.measure(20, target, folder);
                compare(mode, near, module, target, folder);
            }
            case RECEIVE -> receive(mode, nearProcessors(), target, folder);
            case COMPARE -> compare(mode, nearProcessors(), module, target, folder);
            case TRACING -> TracingOff.measure(20, target, folder);
            case QUICK -> {
                NearProcessors anyway = NearProcessors.orNot();
                receive(mode, anyway, target, folder);
                compare(mode, anyway, module, target, folder);
            }
            case DRAW -> {
                System.out.println(draw(folder));
                if (Files.exists(folder.resolve(COMPARISON + ".json"))) {
                    System.out.println(drawComparison(folder));
                }
            }
        }
        System.out.println("\nThe tables, their numbers and charts: " + folder);
    }

    private static NearProcessors nearProcessors() {
        if (Runtime.getRuntime().availableProcessors() == 1) {
            return NearProcessors.orNot();
        }
        return new NearProcessors(
                Hop::nanos, () -> LockSupport.parkNanos(BETWEEN_LOOKS_NANOS), System.out::println);
    }

    private static void receive(Mode mode, NearProcessors near, Path target, Path folder)
            throws IOException, RunnerException {
        Path raw = SelectiveReceiveRun.measure(mode == Mode.QUICK, near, target);
        // Nothing is overwritten before there is something to put in its place.
        String numbers = Results.keep(Files.readString(raw), About.now());
        Files.writeString(folder.resolve(NAME + ".json"), numbers);
        System.out.println(draw(folder));
    }

    private static void compare(
            Mode mode, NearProcessors near, Path module, Path target, Path folder)
            throws IOException {
        Plan plan = mode == Mode.QUICK ? Plan.quick() : Plan.full();
        Path erlang = module.resolve("src/main/erlang");
        var launcher = new FreshProcess(erlang, target);
        String run =
                new Fingerprint()
                        .add(plan + " " + launcher.versions())
                        .addFiles(Fingerprint.home(RunProgram.class))
                        .addFiles(Fingerprint.home(Pid.class))
                        .addFiles(erlang)
                        .text();
        var sideBySide =
                new SideBySide(
                        near.around(launcher),
                        launcher.versions(),
                        target.resolve(
                                "side-by-side." + (mode == Mode.QUICK ? "quick" : "full") + ".log"),
                        run,
                        System::nanoTime,
                        System.out::println);
        Comparison comparison = sideBySide.measure(plan);
        if (mode == Mode.QUICK) {
            comparison = sideBySide.again(plan, comparison);
        }
        Files.writeString(folder.resolve(COMPARISON + ".json"), comparison.json());
        System.out.println(drawComparison(folder));
        sideBySide.forget();
        List<String> wrong = new ArrayList<>(comparison.failures());
        if (mode == Mode.QUICK) {
            Goals.verdicts(comparison).stream()
                    .filter(Goals.Verdict::isFarOff)
                    .map(verdict -> "far off: " + verdict.line())
                    .forEach(wrong::add);
        }
        if (!wrong.isEmpty()) {
            throw new IllegalStateException(String.join("\n", wrong));
        }
    }

    /**
     * Makes table and chart of the comparison in a folder, beside it.
     *
     * @return the table
     * @throws IllegalArgumentException if the numbers are not what a run leaves
     */
    static String drawComparison(Path folder) throws IOException {
        Path numbers = folder.resolve(COMPARISON + ".json");
        var comparison = Comparison.read(Files.readString(numbers), numbers.toString());
        var report = new ComparisonReport(comparison);
        Files.writeString(folder.resolve(COMPARISON + ".md"), report.text());
        Files.writeString(folder.resolve(COMPARISON + ".svg"), report.chart());
        return report.text();
    }

    /**
     * Makes table and chart of the numbers in a folder, beside them.
     *
     * @return the table
     * @throws IllegalArgumentException if the numbers are not what a run leaves
     */
    static String draw(Path folder) throws IOException {
        Path numbers = folder.resolve(NAME + ".json");
        var report =
                new SelectiveReceiveReport(
                        Results.read(Files.readString(numbers), numbers.toString()));
        Files.writeString(folder.resolve(NAME + ".md"), report.table());
        Files.writeString(folder.resolve(NAME + ".svg"), report.chart());
        return report.table();
    }
}
