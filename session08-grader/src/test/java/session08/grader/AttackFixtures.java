package session08.grader;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The attacks in {@code src/test/fixtures/attacks}, one folder each: {@code Attack.java}, whose
 * first lines say what must come out; a {@code ...Twin.java} that resembles it and is allowed; and
 * {@code files} to be handed in beside it.
 *
 * <p>What is handed in is a solution that calls {@code Attack.run(limit)} when a limiter is
 * started. Attacks that would spoil all tests wait for a limit of -5, of which one test makes use.
 */
final class AttackFixtures {

    private static final Path MODULE = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    static final Path FOLDER = MODULE.resolve("src/test/fixtures/attacks");
    static final Path WORKBOOK = MODULE.getParent();
    static final String SOURCES = "src/main/java/session08/exercises/ratelimiter/";
    static final String ATTACKED = "RateLimiterTest.a_negative_limit_is_refused";

    /** Some throw what is checked. */
    static final String ATTACK =
            """
            try {
                Attack.run(limit);
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            """;

    private static final String FIRST_LINE = "        if (limit < 1) {\n";

    private AttackFixtures() {}

    /**
     * @param comesOut the status
     * @param says parts of what the student reads
     * @param loses the tests that fail because of the attack; null if there is nothing to count
     * @param behindTheGate what the attacked test says if nothing refuses the attack before it
     */
    record Attack(
            String name,
            String comesOut,
            List<String> says,
            List<String> loses,
            Optional<String> behindTheGate) {

        static Attack read(Path folder) {
            List<String> head =
                    text(folder.resolve("Attack.java"))
                            .lines()
                            .takeWhile(line -> line.startsWith("//"))
                            .toList();
            List<String> loses = all(head, "Loses");
            return new Attack(
                    folder.getFileName().toString(),
                    all(head, "Comes out").getFirst(),
                    all(head, "Says"),
                    loses.isEmpty()
                            ? null
                            : Stream.of(loses.getFirst().split(",\\s*"))
                                    .filter(test -> !test.isEmpty())
                                    .map(test -> "RateLimiterTest." + test)
                                    .toList(),
                    all(head, "Behind the gate").stream().findFirst());
        }

        private static List<String> all(List<String> head, String key) {
            String start = "// " + key + ":";
            return head.stream()
                    .filter(line -> line.startsWith(start))
                    .map(line -> line.substring(start.length()).strip())
                    .toList();
        }

        @Override
        public String toString() {
            return name;
        }

        String source() {
            return text(FOLDER.resolve(name).resolve("Attack.java"));
        }

        /** The name of the twin's class. */
        String twin() {
            var twin = new StringBuilder();
            for (String word : name.split("-")) {
                twin.append(word.substring(0, 1).toUpperCase(Locale.ROOT))
                        .append(word.substring(1));
            }
            return twin + "Twin";
        }

        boolean hasTwin() {
            return Files.exists(FOLDER.resolve(name).resolve(twin() + ".java"));
        }

        /** Writes it into a wrong solution's folder. */
        void handIn(Path folder) throws IOException {
            write(folder.resolve(SOURCES + "RateLimiter.java"), calling(wrong(), ATTACK));
            write(folder.resolve(SOURCES + "Attack.java"), source());
            Path files = FOLDER.resolve(name).resolve("files");
            if (Files.exists(files)) {
                try (Stream<Path> all = Files.walk(files)) {
                    for (Path file : all.filter(Files::isRegularFile).toList()) {
                        write(folder.resolve(files.relativize(file).toString()), text(file));
                    }
                }
            }
        }
    }

    static List<Attack> attacks() {
        return Installation.list(FOLDER).stream().map(Attack::read).toList();
    }

    /** The model solution. */
    static String right() {
        return text(WORKBOOK.resolve("solutions").resolve(SOURCES).resolve("RateLimiter.java"));
    }

    /** An honest mistake: it lets one operation too many through. */
    static String wrong() {
        return replace(right(), "used < rule.limit()", "used <= rule.limit()");
    }

    static String calling(String solution, String statement) {
        return replace(solution, FIRST_LINE, "        " + statement + "\n" + FIRST_LINE);
    }

    private static String replace(String text, String what, String by) {
        assertThat(text).as("the model solution").contains(what);
        return text.replace(what, by);
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
