package session08.testkit;

import session08.process.Simulation;
import session08.workbook.TaskUnwritten;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Runs a test under many seeds, that is, in many orders of its processes, and reports the first
 * that fails.
 *
 * <pre>{@code
 * Explore.seeds(200, () -> {
 *     var account = Account.start(100);
 *     ...
 * });
 * }</pre>
 *
 * <p>What failed is thrown as it is. Before that is printed what was sent and received until then,
 * and the property that runs the same once more, {@code -Dsimulation.seed=17}. A Mermaid diagram of
 * it goes to a file under {@code target/diagrams}. Where several tests of a class fail that are
 * {@link Simulated}, the messages of the first are printed and the others have their diagrams.
 *
 * <p>The system property {@code simulation.runs}, a number of at least 1, says under how many seeds
 * the tests run that are {@link Simulated}, whatever their annotations say: {@code
 * -Dsimulation.runs=200} looks for an order in which one of them fails. It is of no use to a test
 * class that keeps what it saw in its fields, because all runs share one instance.
 */
public final class Explore {

    static final String SEED = "simulation.seed";

    static final String RUNS = "simulation.runs";

    /** How many events are shown, the last ones. */
    private static final int EVENTS = 40;

    private Explore() {}

    /**
     * Runs {@code body} under the seeds from 0 on, each in a {@link Simulation} of its own; or,
     * where the system property {@code simulation.seed} is set, under that one.
     *
     * @param howMany at least 1
     */
    public static void seeds(int howMany, Simulation.Body body) throws Throwable {
        seeds(caller(), 0, howMany, body);
    }

    /** The class and method that called {@link #seeds(int, Simulation.Body)}, for a file's name. */
    private static String caller() {
        return StackWalker.getInstance()
                .walk(frames -> frames.skip(2).findFirst())
                .map(
                        frame -> {
                            String owner = frame.getClassName();
                            String method = frame.getMethodName();
                            return owner.substring(owner.lastIndexOf('.') + 1)
                                    + "#"
                                    + method.replaceAll("^lambda\\$(.+)\\$\\d+$", "$1");
                        })
                .orElseThrow();
    }

    static void seeds(String test, long first, int howMany, Simulation.Body body) throws Throwable {
        Failure failure = firstFailure(first, howMany, body);
        if (failure != null) {
            if (failure.hasMessagesToShow()) {
                failure.print(test);
            }
            throw failure.result.failure();
        }
    }

    /** Under how many seeds a test runs whose annotation says {@code annotated}. */
    static int runs(int annotated) {
        return Integer.getInteger(RUNS, annotated);
    }

    /** Null when all runs are right. */
    static Failure firstFailure(long first, int howMany, Simulation.Body body) {
        if (howMany < 1) {
            throw new IllegalArgumentException(
                    "a test runs under at least one seed, not " + howMany);
        }
        Long only = Long.getLong(SEED);
        long from = only == null ? first : only;
        long to = only == null ? first + howMany - 1 : only;
        return Crashes.shortened(
                () -> {
                    for (long seed = from; seed <= to; seed++) {
                        Simulation.Result result = Simulation.result(seed, body);
                        if (result.failure() != null) {
                            return new Failure(result, from, to);
                        }
                    }
                    return null;
                });
    }

    /** The first run that failed, of those from one seed to another. */
    record Failure(Simulation.Result result, long from, long to) {

        /**
         * Whether what was sent and received can explain the failure. It can't where nothing was,
         * and where a learner is told which task to write.
         */
        boolean hasMessagesToShow() {
            return !result.trace().isEmpty() && !(result.failure() instanceof TaskUnwritten);
        }

        void print(String test) {
            System.out.println(describe(test, save(test)));
        }

        private String describe(String test, Path diagram) {
            var text = new StringBuilder();
            text.append("%n%s failed under seed %d".formatted(test, result.seed()));
            if (from < to) {
                text.append(", the first of %d to %d to do so".formatted(from, to));
            }
            text.append(
                    ". Its messages, in %s s of simulated time:%n%n"
                            .formatted(seconds(result.time())));
            result.trace().text(EVENTS).lines().forEach(line -> text.append("    " + line + "\n"));
            List<String> cutOff =
                    result.leftBehind().stream()
                            .filter(process -> !process.contains(" waits for ")) // said above
                            .toList();
            if (!cutOff.isEmpty()) {
                text.append("%nHad more to do when the test ended:%n".formatted());
                cutOff.forEach(process -> text.append("    " + process + "\n"));
            }
            text.append("%nAs a diagram:   %s%n".formatted(diagram.toAbsolutePath()));
            text.append("The same again: -Dtest=%s -D%s=%d%n".formatted(test, SEED, result.seed()));
            return text.toString();
        }

        private static String seconds(Duration time) {
            return BigDecimal.valueOf(time.toNanos(), 9).stripTrailingZeros().toPlainString();
        }

        /** Writes the diagram of a test. */
        Path save(String test) {
            String name = test.replace('#', '.').replaceAll("[^\\w.-]", "_");
            Path file = Path.of("target", "diagrams", name + ".mmd");
            try {
                Files.createDirectories(file.getParent());
                return Files.writeString(file, result.trace().mermaid(EVENTS));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
