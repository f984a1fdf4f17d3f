package session08.grader;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The grader as the build has made it, used as an instructor uses it. */
final class Installed {

    static final Path HOME = Path.of(System.getProperty("basedir", ""), "target", "grader");

    /** What a run of it came to. */
    record Run(int code, String out, String err) {}

    private Installed() {}

    static Installation installation() {
        assertThat(HOME.resolve("grader.jar"))
                .as("the tests run what mvn package -Pinstructor makes")
                .exists();
        return new Installation(HOME.toAbsolutePath());
    }

    static Run run(Object... arguments) throws IOException, InterruptedException {
        return run(HOME, arguments);
    }

    static Run run(Path home, Object... arguments) throws IOException, InterruptedException {
        Path err = Files.createTempFile("grader", ".err");
        try {
            Process process = start(home, err, arguments);
            process.getOutputStream().close();
            String out =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Run(process.waitFor(), out, Files.readString(err));
        } finally {
            Files.delete(err);
        }
    }

    static Process start(Path home, Path err, Object... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Installation.java());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar"));
        command.add(home.resolve("grader.jar").toAbsolutePath().toString());
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return new ProcessBuilder(command).redirectError(err.toFile()).start();
    }

    /** The results of a run by submission. */
    static Map<String, Result> results(Path out) {
        var results = new TreeMap<String, Result>();
        for (Result result : ResultsFile.read(out.resolve("results.jsonl"))) {
            assertThat(results.put(result.submission(), result))
                    .as("a second result of " + result.submission())
                    .isNull();
        }
        return results;
    }

    /** Writes a submission that is nothing but sources. */
    static void write(Path submission, String file, String text) throws IOException {
        Path path = submission.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
