package session08.chapters;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The Elixir of this machine, if it has one. The workbook does without it. */
final class Elixir {

    /** Printed between two cells. No cell prints this. */
    private static final String NEXT_CELL = "---- next cell ----";

    private Elixir() {}

    static boolean isInstalled() {
        try {
            return run("--version").exit() == 0;
        } catch (IOException notThere) {
            return false;
        }
    }

    /** What each cell of a chapter prints, one after another in one run. */
    static List<List<String>> outputs(List<String> cells) throws IOException {
        Path script = Files.createTempFile("chapter", ".exs");
        try {
            Files.writeString(
                    script, String.join("\nIO.puts(\"" + NEXT_CELL + "\")\n", cells) + "\n");
            Run run = run(script.toString());
            if (run.exit() != 0) {
                throw new AssertionError("Elixir refuses a cell:\n" + run.printed());
            }
            var outputs = new ArrayList<List<String>>(List.of(new ArrayList<>()));
            for (String line : run.printed().lines().toList()) {
                if (line.equals(NEXT_CELL)) {
                    outputs.add(new ArrayList<>());
                } else {
                    outputs.getLast().add(line);
                }
            }
            return outputs;
        } finally {
            Files.delete(script);
        }
    }

    private record Run(int exit, String printed) {}

    private static Run run(String argument) throws IOException {
        var elixir = new ProcessBuilder("elixir", argument).redirectErrorStream(true);
        elixir.environment().put("LC_ALL", "C.UTF-8"); // else it warns about its own encoding
        Process running = elixir.start();
        running.getOutputStream().close();
        String printed = new String(running.getInputStream().readAllBytes(), UTF_8);
        try {
            return new Run(running.waitFor(), printed);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while Elixir runs", e);
        }
    }
}
