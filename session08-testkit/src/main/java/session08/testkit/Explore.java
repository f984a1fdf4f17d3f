package session08.testkit;

import session08.process.Simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

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
 * <p>What failed is thrown as it is. Before that the seed is printed, with the property that runs
 * just this one again, {@code -Dsimulation.seed=17}, and what was sent and received until then; the
 * same as a Mermaid diagram goes to a file under {@code target/diagrams}.
 *
 * <p>The system property {@code simulation.runs}, a number of at least 1, says under how many seeds
 * the tests run that are {@link Simulated}, whatever their annotations say: {@code
 * -Dsimulation.runs=200} looks for an order in which one of them fails. It is of no use to a test
 * class that keeps what it saw in its fields, because all runs share one instance.
 */
public final class Explore {

    static final String SEED = "simulation.seed";

    static final String RUNS = "simulation.runs";

    private static final int LINES = 60;

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
                                    + "."
                                    + method.replaceAll("^lambda\\$(.+)\\$\\d+$", "$1");
                        })
                .orElseThrow();
    }

    static void seeds(String test, long first, int howMany, Simulation.Body body) throws Throwable {
        Failure failure = firstFailure(first, howMany, body);
        if (failure != null) {
            failure.print(test);
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
        for (long seed = from; seed <= to; seed++) {
            Simulation.Result result = Simulation.result(seed, body);
            if (result.failure() != null) {
                return new Failure(result, from, to);
            }
        }
        return null;
    }

    /** The first run that failed, of those from one seed to another. */
    record Failure(Simulation.Result result, long from, long to) {

        void print(String test) {
            if (result.trace().isEmpty()) {
                return; // it failed before it did anything, so no order of processes is to blame
            }
            System.out.println(describe(test, save(test)));
        }

        private String describe(String test, Path diagram) {
            var text = new StringBuilder();
            text.append("%n%s failed under seed %d".formatted(test, result.seed()));
            if (from < to) {
                text.append(", the first of %d to %d to do so".formatted(from, to));
            }
            text.append("; to run it alone: -D%s=%d%n".formatted(SEED, result.seed()));
            text.append(
                    "After %s s of simulated time. Its messages, also as a diagram in %s:%n%n"
                            .formatted(seconds(result.time()), diagram));
            result.trace().text(LINES).lines().forEach(line -> text.append("    " + line + "\n"));
            if (!result.leftBehind().isEmpty()) {
                text.append("%nEnded with the test:%n".formatted());
                result.leftBehind().forEach(process -> text.append("    " + process + "\n"));
            }
            return text.toString();
        }

        private static String seconds(Duration time) {
            return BigDecimal.valueOf(time.toNanos(), 9).stripTrailingZeros().toPlainString();
        }

        private Path save(String test) {
            Path file = Path.of("target", "diagrams", test.replaceAll("[^\\w.-]", "_") + ".mmd");
            try {
                Files.createDirectories(file.getParent());
                return Files.writeString(file, result.trace().mermaid(LINES));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
