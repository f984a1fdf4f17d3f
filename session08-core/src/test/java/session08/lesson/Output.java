package session08.lesson;

import session08.process.Simulation;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a simulated run printed. Errors are in it too: a process that ends by an exception says so
 * on the error stream, and no test should overlook that.
 */
final class Output {

    /** One line, and the thread that printed it: each process has its own. */
    record Line(String by, String text) {}

    private Output() {}

    /**
     * Runs {@code body} in simulated time and returns its lines in the order they were finished.
     */
    static List<Line> of(long seed, Simulation.Body body) {
        var lines = Collections.synchronizedList(new ArrayList<Line>());
        PrintStream out = System.out;
        PrintStream err = System.err;
        try (var capture = new PrintStream(new Lines(lines), true, StandardCharsets.UTF_8)) {
            System.setOut(capture);
            System.setErr(capture);
            Simulation.run(seed, body);
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        return List.copyOf(lines);
    }

    /** The text of what {@code body} printed. */
    static List<String> textOf(long seed, Simulation.Body body) {
        return of(seed, body).stream().map(Line::text).toList();
    }

    static List<String> textOf(Simulation.Body body) {
        return textOf(0, body);
    }

    private static final class Lines extends OutputStream {

        private final List<Line> lines;
        private final Map<Thread, ByteArrayOutputStream> begun = new HashMap<>();

        Lines(List<Line> lines) {
            this.lines = lines;
        }

        @Override
        public synchronized void write(int b) {
            Thread by = Thread.currentThread();
            if (b == '\n') {
                ByteArrayOutputStream line = begun.remove(by);
                String text = line == null ? "" : line.toString(StandardCharsets.UTF_8);
                lines.add(new Line(by.getName(), text.stripTrailing())); // \r
            } else {
                begun.computeIfAbsent(by, _ -> new ByteArrayOutputStream()).write(b);
            }
        }
    }
}
