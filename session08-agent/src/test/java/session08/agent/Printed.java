package session08.agent;

import session08.process.Simulation;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What was printed and logged while something ran, instead of printing and logging it. */
final class Printed implements AutoCloseable {

    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
    private final Logger logger = Logger.getLogger(StatefulAgent.class.getName());
    private final List<LogRecord> records = new CopyOnWriteArrayList<>();
    private final Handler keeper =
            new Handler() {
                @Override
                public void publish(LogRecord logged) {
                    records.add(logged);
                }

                @Override
                public void flush() {}

                @Override
                public void close() {}
            };

    Printed() {
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
        logger.setUseParentHandlers(false);
        logger.addHandler(keeper);
    }

    static List<String> by(Simulation.Body body) {
        try (var printed = new Printed()) {
            body.run();
            return printed.lines();
        } catch (RuntimeException | Error thrown) {
            throw thrown;
        } catch (Throwable thrown) {
            throw new AssertionError(thrown);
        }
    }

    List<String> lines() {
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    /** What the runtime says of a process that ended by an exception. */
    List<String> crashes() {
        return errors.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("Exception in thread"))
                .toList();
    }

    List<LogRecord> logged() {
        return records;
    }

    @Override
    public void close() {
        System.setOut(out);
        System.setErr(err);
        logger.removeHandler(keeper);
        logger.setUseParentHandlers(true);
    }
}
