package session08.benchmarks;

import static session08.benchmarks.Comparison.Entry.median;

import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

import session08.process.Pid;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What tracing costs a program that does not trace: this library, against a copy of itself that
 * does not ask whether there is a trace.
 *
 * <p>Two per cent are less than a JVM differs from the next. So there are many, by turns, and each
 * is compared with the one that ran right after it.
 */
final class TracingOff {

    /** At most this many times as much. */
    static final double GOAL = 1.02;

    private static final String CLASS_PATH = "java.class.path";

    private TracingOff() {}

    /** Measures so many pairs, keeps the numbers, and prints what they come to. */
    static void measure(int pairs, Path target, Path folder) throws IOException, RunnerException {
        Path asTheyAre = target.resolve("tracing/as-they-are");
        Path without = target.resolve("tracing/without");
        int cut = WithoutTracing.write(Fingerprint.home(Pid.class), asTheyAre, without);
        var with = new ArrayList<Double>();
        var none = new ArrayList<Double>();
        for (int pair = 0; pair < pairs; pair++) {
            // First the one, then the other.
            if (pair % 2 == 0) {
                with.add(one(asTheyAre));
                none.add(one(without));
            } else {
                none.add(one(without));
                with.add(one(asTheyAre));
            }
            System.out.printf(
                    Locale.ROOT,
                    "tracing switched off, pair %d: %.2f ns, without any %.2f ns%n",
                    pair + 1,
                    with.getLast(),
                    none.getLast());
        }
        String text = report(with, none, cut, LocalDate.now().toString());
        Files.writeString(folder.resolve("tracing-off.md"), text);
        System.out.println(text);
    }

    /** Both are found before the library itself, so that nothing else differs. */
    private static double one(Path classes) throws RunnerException {
        String before = System.getProperty(CLASS_PATH);
        // JMH starts its JVM with the class path of this one.
        System.setProperty(CLASS_PATH, classes + File.pathSeparator + before);
        try {
            return measured();
        } finally {
            System.setProperty(CLASS_PATH, before);
        }
    }

    private static double measured() throws RunnerException {
        var options =
                new OptionsBuilder()
                        .include(TracingBenchmark.class.getName())
                        .jvmArgs("--sun-misc-unsafe-memory-access=allow")
                        .jvmArgsPrepend(ProcessExecutor.JVM)
                        .verbosity(VerboseMode.SILENT)
                        .shouldFailOnError(true)
                        .forks(1)
                        .warmupIterations(4)
                        .warmupTime(TimeValue.milliseconds(250))
                        .measurementIterations(5)
                        .measurementTime(TimeValue.milliseconds(200))
                        .build();
        return new Runner(options)
                .run().stream()
                        .map(RunResult::getPrimaryResult)
                        .mapToDouble(result -> result.getStatistics().getPercentile(50))
                        .findFirst()
                        .orElseThrow();
    }

    /** As Markdown. */
    static String report(List<Double> with, List<Double> none, int cut, String date) {
        List<Double> ratios =
                IntStream.range(0, with.size())
                        .mapToObj(pair -> with.get(pair) / none.get(pair))
                        .sorted()
                        .toList();
        double ratio = median(ratios);
        int quarter = ratios.size() / 4;
        return String.format(
                Locale.ROOT,
                """
                # What tracing costs when it is switched off

                Measured on %s: a send and a receive, against a copy of the library from whose classes the %d questions for a trace
                were cut. %d pairs of JVMs, by turns.

                | | median |
                |---|--:|
                | as it is | %.2f ns |
                | without tracing | %.2f ns |
                | the ratio, in the median of the pairs | %.3f |
                | in half of the pairs it was between | %.3f and %.3f |
                | at most %.2f | %s |
                """,
                date,
                cut,
                ratios.size(),
                median(with),
                median(none),
                ratio,
                ratios.get(quarter),
                ratios.get(ratios.size() - 1 - quarter),
                GOAL,
                ratio <= GOAL ? "met" : "**missed**");
    }
}
