package session08.grader;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A submission that is made to be graded here, and what must come of it. Its folder, {@code
 * src/test/fixtures/EXERCISE/NAME}, holds files of the submission and {@code expect.txt}, in which
 * each line is a key, a colon and a value:
 *
 * <ul>
 *   <li>{@code base}: {@code model}, or {@code wrong}, an honest solution with a mistake in it;
 *       both are woven with a file {@code Extra.java}, if there is one: a {@code static void
 *       inStart()} in it is called whenever a process is to be started, a {@code static void
 *       inLoop()} before each receive. Or {@code none}: the folder has the solution itself.
 *   <li>{@code find} and {@code replace}: an edit of the base, may occur several times.
 *   <li>{@code status}: one that must come out, or several with commas between them.
 *   <li>{@code score}: {@code 0}, {@code full}, {@code wrong}, which is that of the honest wrong
 *       solution, or {@code at most wrong}.
 *   <li>{@code says}: what the message, or that of a test, must contain; may occur several times.
 *   <li>{@code deadline}: what to pass as {@code --deadline}.
 * </ul>
 */
record Fixture(
        String exercise,
        String name,
        Path folder,
        String base,
        List<String> edits,
        List<Status> statuses,
        String score,
        List<String> says,
        String deadline) {

    static final String DEFAULT_DEADLINE = "60s";

    /** A right solution of the exercise, and where it is changed. */
    private record Base(String mistake, String right, String start, String loop) {}

    private static final Map<String, Base> BASES =
            Map.of(
                    "job-queue",
                    new Base(
                            ".sorted(comparing(Job::priority))",
                            "",
                            "return spawn(() -> loop(List.of()));",
                            "return switch (receive(Message.class)) {"),
                    "message-buffer",
                    new Base(
                            "until(deadline)",
                            "session08.process.Processes.after(terms.timeout())",
                            "return spawn(() -> empty(terms));",
                            "return switch (receive(Message.class)) {"),
                    "rate-limiter",
                    new Base(
                            "when used < rule.limit()",
                            "when used <= rule.limit()",
                            "return spawn(() -> loop(rule, 0, 0));",
                            "Message message = receive(Message.class);"));

    static List<Fixture> all(Path root, String exercise) throws IOException {
        var all = new ArrayList<Fixture>();
        if (Files.isDirectory(root.resolve(exercise))) {
            for (Path folder : Installation.list(root.resolve(exercise))) {
                all.add(read(exercise, folder));
            }
        }
        return all;
    }

    private static Fixture read(String exercise, Path folder) throws IOException {
        var values = new HashMap<String, String>();
        var edits = new ArrayList<String>();
        var says = new ArrayList<String>();
        for (String line : Files.readAllLines(folder.resolve("expect.txt"))) {
            int colon = line.indexOf(": ");
            String key = line.substring(0, colon);
            String value = line.substring(colon + 2);
            switch (key) {
                case "find", "replace" -> edits.add(value);
                case "says" -> says.add(value);
                case "base", "status", "score", "deadline" -> values.put(key, value);
                default -> throw new IllegalArgumentException(folder + ": " + line);
            }
        }
        return new Fixture(
                exercise,
                folder.getFileName().toString(),
                folder,
                values.get("base"),
                edits,
                Stream.of(values.get("status").split(", *"))
                        .map(status -> Status.valueOf(status.replace('-', '_').toUpperCase()))
                        .toList(),
                values.get("score"),
                says,
                values.getOrDefault("deadline", DEFAULT_DEADLINE));
    }

    /** The honest solution with a mistake in it. */
    static String wrong(String exercise, String model) {
        Base base = BASES.get(exercise);
        return edit(model, base.mistake(), base.right());
    }

    /** Writes the submission. */
    void write(Path submission, String mainClass, String model) throws IOException {
        Files.createDirectories(submission);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.endsWith("expect.txt")) {
                    Path to = submission.resolve(folder.relativize(file).toString());
                    Files.createDirectories(to.getParent());
                    Files.copy(file, to);
                }
            }
        }
        if (base.equals("none")) {
            return;
        }
        String source = base.equals("wrong") ? wrong(exercise, model) : model;
        for (int i = 0; i < edits.size(); i += 2) {
            source = edit(source, edits.get(i), edits.get(i + 1));
        }
        Path extra = submission.resolve("Extra.java");
        if (Files.exists(extra)) {
            String text = Files.readString(extra);
            Base place = BASES.get(exercise);
            if (text.contains("void inStart()")) {
                source = edit(source, place.start(), "Extra.inStart();\n" + place.start());
            }
            if (text.contains("void inLoop()")) {
                source = source.replace(place.loop(), "Extra.inLoop();\n" + place.loop());
            }
        }
        Path main = submission.resolve(mainClass + ".java");
        try (Stream<Path> files = Files.walk(submission)) {
            // A fixture with a layout of its own has a place for it there.
            main =
                    files.filter(file -> file.endsWith(".solution-here"))
                            .findFirst()
                            .map(here -> here.resolveSibling(mainClass + ".java"))
                            .orElse(main);
        }
        Files.writeString(main, source);
    }

    private static String edit(String text, String find, String replace) {
        assertThat(text.split(java.util.regex.Pattern.quote(find), -1))
                .as("occurs exactly once: " + find)
                .hasSize(2);
        return text.replace(find, replace);
    }
}
