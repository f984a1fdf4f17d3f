package session08.chapters;

import static session08.process.Processes.sleep;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofNanos;

import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.execution.DirectExecutionControl;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

import session08.agent.StatefulAgent;
import session08.process.Processes;
import session08.process.Trace;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One JShell for a chapter: each cell sees what the cells before it declared. It starts with what
 * the playground starts with.
 *
 * <p>The cells run in the thread that calls {@link #run}, whose mailbox is that of {@code self()}.
 * JShell's own way to stay in this JVM makes a thread for each snippet, and each would have a
 * mailbox of its own.
 */
final class JavaSession implements AutoCloseable {

    /**
     * What a cell came to.
     *
     * @param printed the lines it printed, and how it ended
     * @param trace what its processes sent and received, or null if nobody asked for a picture
     */
    record Outcome(List<String> printed, Trace trace) {}

    /** How a cell is meant to end: its mark behind the backticks. */
    private enum Ending {
        WELL(""),
        THROWS("throws"),
        REFUSED("refused");

        private final String mark;

        Ending(String mark) {
            this.mark = mark;
        }
    }

    private final JShell shell;

    JavaSession() throws IOException {
        Locale.setDefault(Locale.US); // the compiler's errors are shown in the reader's language
        shell = JShell.builder().executionEngine(new InThisThread(), Map.of()).build();
        shell.addToClasspath(Chapter.home(Processes.class));
        shell.addToClasspath(Chapter.home(StatefulAgent.class));
        evaluate(Files.readString(Chapter.PLAYGROUND), Ending.WELL);
    }

    /**
     * Runs a cell, and then everyone else until all wait: what the cell's messages bring about
     * belongs to the cell.
     */
    Outcome run(Chapter.Cell cell) {
        var printed = new ByteArrayOutputStream();
        var end = new ArrayList<String>();
        Runnable body =
                () -> {
                    end.addAll(evaluate(cell.code().text(), ending(cell.code())));
                    sleep(ofNanos(1));
                };
        PrintStream out = System.out;
        PrintStream err = System.err;
        Trace trace = null;
        try (var capture = new PrintStream(printed, true, UTF_8)) {
            System.setOut(capture);
            System.setErr(capture);
            if (cell.pictures().isEmpty()) {
                body.run();
            } else {
                trace = Trace.of(body);
            }
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        var lines = new ArrayList<>(withoutFrames(printed.toString(UTF_8)));
        lines.addAll(end);
        return new Outcome(lines, trace);
    }

    @Override
    public void close() {
        shell.close();
    }

    private static Ending ending(Block code) {
        for (Ending ending : Ending.values()) {
            if (ending.mark.equals(code.mark())) {
                return ending;
            }
        }
        throw new AssertionError(
                "a cell is marked `java`, `java throws` or `java refused`, not `java %s`"
                        .formatted(code.mark()));
    }

    /** What is shown below the printed lines: a value, an exception, or the compiler's errors. */
    private List<String> evaluate(String code, Ending expected) {
        String rest = code;
        while (!rest.isBlank()) {
            CompletionInfo next = shell.sourceCodeAnalysis().analyzeCompletion(rest);
            boolean first = rest.length() == code.length();
            String source = next.source() == null ? rest : next.source();
            rest = next.source() == null ? "" : next.remaining();
            for (SnippetEvent event : shell.eval(source)) {
                if (event.causeSnippet() != null) {
                    continue; // an older one that was brought up to date
                }
                if (event.status() != Snippet.Status.VALID) {
                    List<String> errors = errors(event.snippet());
                    require(expected == Ending.REFUSED, "the compiler refuses:", errors);
                    require(first, "of a cell that is refused, a part was run before:", errors);
                    return errors;
                }
                if (event.exception() != null) {
                    List<String> thrown = describe(event.exception()).lines().toList();
                    require(expected == Ending.THROWS, "the cell throws:", thrown);
                    return thrown;
                }
                if (rest.isBlank() && isValue(event.value()) && isAsked(code)) {
                    require(expected == Ending.WELL, "the cell ends well", List.of());
                    return ("==> " + event.value()).lines().toList();
                }
            }
        }
        require(expected == Ending.WELL, "the cell ends well", List.of());
        return List.of();
    }

    private static void require(boolean expected, String otherwise, List<String> lines) {
        if (!expected) {
            throw new AssertionError(
                    otherwise
                            + lines.stream()
                                    .map(line -> "\n    " + line)
                                    .collect(Collectors.joining()));
        }
    }

    /** JShell gives a statement null, and a call that returns nothing the empty string. */
    private static boolean isValue(String value) {
        return value != null && !value.isEmpty();
    }

    /** As at JShell's prompt: an expression shows its value, a statement does not. */
    private static boolean isAsked(String code) {
        String stripped = code.strip();
        return !stripped.endsWith(";") && !stripped.endsWith("}");
    }

    private static String describe(JShellException exception) {
        String name =
                exception instanceof EvalException thrown
                        ? thrown.getExceptionClassName()
                        : exception.getClass().getName();
        String message = exception.getMessage();
        return asWritten(message == null ? name : name + ": " + message);
    }

    /** Each error with the line it is about and a mark below it, as {@code javac} shows it. */
    private List<String> errors(Snippet snippet) {
        String source = snippet.source();
        var lines = new ArrayList<String>();
        for (Diag error : shell.diagnostics(snippet).toList()) {
            lines.addAll(("error: " + error.getMessage(Locale.US)).lines().toList());
            int at = (int) error.getPosition();
            int start = source.lastIndexOf('\n', at - 1) + 1;
            int end = source.indexOf('\n', at);
            lines.add(source.substring(start, end < 0 ? source.length() : end));
            lines.add(" ".repeat(at - start) + "^");
        }
        if (snippet instanceof DeclarationSnippet declaration) {
            shell.unresolvedDependencies(declaration)
                    .forEach(name -> lines.add("error: declared later, or nowhere: " + name));
        }
        return lines;
    }

    /** A stack trace is about JShell's inside, for the most part. */
    private static List<String> withoutFrames(String printed) {
        return printed.lines()
                .filter(line -> !line.startsWith("\tat "))
                .map(JavaSession::asWritten)
                .toList();
    }

    /** Names of classes without what JShell puts around them. */
    private static String asWritten(String text) {
        return text.replaceAll("REPL\\.\\$JShell\\$\\d+[A-Z]*\\$", "");
    }

    private static final class InThisThread implements ExecutionControlProvider {
        @Override
        public String name() {
            return "in this thread";
        }

        @Override
        public ExecutionControl generate(ExecutionEnv environment, Map<String, String> unused) {
            return new DirectExecutionControl();
        }
    }
}
