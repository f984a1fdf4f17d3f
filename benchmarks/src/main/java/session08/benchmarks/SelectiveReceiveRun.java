package session08.benchmarks;

import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Has JMH measure {@link SelectiveReceiveBenchmark}. */
final class SelectiveReceiveRun {

    /** The only one in which anything goes from one processor to the other. */
    private static final String BETWEEN_PROCESSORS = "callBeside";

    private static final List<String> UNMATCHED =
            List.of("10", "100", "1000", "10000", "100000", "1000000");
    private static final List<String> UNMATCHED_QUICKLY = List.of("10", "1000", "100000");

    private static final String[] JVM = {
        // New messages fit in here until a JVM is done. Otherwise a collection, which copies a
        // million messages, falls into one short iteration or another by chance.
        "-Xmn1200m", "-Xms1400m", "-Xmx1400m", "--sun-misc-unsafe-memory-access=allow"
    };

    private SelectiveReceiveRun() {}

    /**
     * @param isQuick whether with fewer messages, and so short that the numbers say little
     * @return the file that JMH wrote
     */
    static Path measure(boolean isQuick, NearProcessors near, Path target) throws RunnerException {
        List<String> unmatched = isQuick ? UNMATCHED_QUICKLY : UNMATCHED;
        var others =
                options(isQuick, unmatched).include(name("")).exclude(name(BETWEEN_PROCESSORS));
        var results = new ArrayList<>(run(others));
        for (String number : unmatched) {
            var call = options(isQuick, List.of(number)).include(name(BETWEEN_PROCESSORS));
            results.addAll(near.measure(() -> run(call), measured -> true));
        }
        Path raw = target.resolve("jmh.json");
        ResultFormatFactory.getInstance(ResultFormatType.JSON, raw.toString()).writeOut(results);
        return raw;
    }

    private static String name(String method) {
        return SelectiveReceiveBenchmark.class.getName() + "." + method;
    }

    private static Collection<RunResult> run(ChainedOptionsBuilder options) throws RunnerException {
        return new Runner(options.build()).run();
    }

    private static ChainedOptionsBuilder options(boolean isQuick, List<String> unmatched) {
        var options =
                new OptionsBuilder()
                        .jvmArgs(JVM)
                        .jvmArgsPrepend(ProcessExecutor.JVM)
                        .shouldFailOnError(true)
                        .param("unmatched", unmatched.toArray(String[]::new));
        if (isQuick) {
            return options.forks(1)
                    .warmupIterations(2)
                    .warmupTime(TimeValue.milliseconds(100))
                    .measurementIterations(5)
                    .measurementTime(TimeValue.milliseconds(50));
        }
        // Three JVMs, because each compiles and lays out memory in its own way. The means of five
        // short iterations in each show how steady it is.
        return options.forks(3)
                // A program that has run for a while no longer asks the system for memory.
                .jvmArgsAppend("-XX:+AlwaysPreTouch")
                .warmupIterations(3)
                .warmupTime(TimeValue.milliseconds(150))
                .measurementIterations(5)
                .measurementTime(TimeValue.milliseconds(150));
    }
}
