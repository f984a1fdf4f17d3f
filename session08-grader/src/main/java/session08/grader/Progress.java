package session08.grader;

import java.io.Console;
import java.io.PrintStream;

/**
 * How far it is: a line that changes where there is a terminal, a line now and then where there is
 * none.
 */
final class Progress implements AutoCloseable {

    private static final long PAUSE = 5_000_000_000L;

    private final PrintStream out = System.err;
    private final boolean terminal = isTerminal();
    private final int total;
    private final long start = System.nanoTime();
    private long said = start;
    private int done;
    private int failed;
    private int infrastructure;

    Progress(int total) {
        this.total = total;
    }

    private static boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    synchronized void done(Result result) {
        done++;
        if (result.status() != Status.GRADED) {
            failed++;
        }
        if (result.status() == Status.INFRA_ERROR) {
            infrastructure++;
        }
        if (terminal) {
            out.print("\r" + line() + "   ");
            out.flush();
        } else if (System.nanoTime() - said >= PAUSE && done < total) {
            said = System.nanoTime();
            out.println(line());
        }
    }

    synchronized boolean infrastructureFailed() {
        return infrastructure > 0;
    }

    private String line() {
        double seconds = (System.nanoTime() - start) / 1e9;
        double rate = done / Math.max(seconds, 0.001);
        return "%d of %d done, %d failed, %d remaining, %.1f a second%s"
                .formatted(
                        done,
                        total,
                        failed,
                        total - done,
                        rate,
                        done == 0 || done == total
                                ? ""
                                : ", %d s left".formatted(Math.round((total - done) / rate)));
    }

    @Override
    public synchronized void close() {
        out.println((terminal ? "\r" : "") + line() + "   ");
        if (infrastructure > 0) {
            out.println(
                    infrastructure
                            + " could not be graded (infra-error): the same command with --resume"
                            + " tries them again");
        }
    }
}
