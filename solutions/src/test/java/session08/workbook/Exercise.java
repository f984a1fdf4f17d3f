package session08.workbook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** An exercise: what a learner gets, right solutions of several designs, and its tests. */
enum Exercise {
    RATE_LIMITER("rate-limiter", "ratelimiter", "RateLimiter"),
    MESSAGE_BUFFER("message-buffer", "messagebuffer", "MessageBuffer"),
    JOB_QUEUE("job-queue", "jobqueue", "JobQueue");

    private static final Path MODULE = Path.of(System.getProperty("basedir", ""));

    private final String folder;
    private final String packageName;
    private final String simpleName;

    Exercise(String folder, String lastPackage, String simpleName) {
        this.folder = folder;
        this.packageName = "session08.exercises." + lastPackage;
        this.simpleName = simpleName;
    }

    /** Its folder under {@code exercises}. */
    String folder() {
        return folder;
    }

    /** The class that a learner writes. */
    String className() {
        return packageName + "." + simpleName;
    }

    /** The tests of single situations. */
    String tests() {
        return className() + "Test";
    }

    /** The tests with random input. */
    String properties() {
        return className() + "PropertyTest";
    }

    /** A short scene without simulated time. */
    String realThreads() {
        return packageName + ".RealThreadsTest";
    }

    /** What a learner begins with. */
    String stub() {
        return read(statement("src/main/java").resolve(fileIn(packageName)));
    }

    /** How many tasks the statement has. */
    int tasks() {
        return (int)
                read(statement("README.md"))
                        .lines()
                        .filter(line -> line.startsWith("## Task "))
                        .count();
    }

    private Path statement(String file) {
        return MODULE.resolve("../exercises").resolve(folder).resolve(file);
    }

    String model() {
        return read(MODULE.resolve("src/main/java").resolve(fileIn(packageName)));
    }

    /** The names of the right solutions of other designs. */
    List<String> designs() {
        try (Stream<Path> folders = Files.list(alternatives())) {
            return folders.filter(Files::isDirectory)
                    .map(design -> design.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String design(String name) {
        return read(alternatives().resolve(name).resolve(simpleName + ".java"));
    }

    private Path alternatives() {
        return MODULE.resolve("alternatives").resolve(folder);
    }

    private Path fileIn(String name) {
        return Path.of(name.replace('.', '/'), simpleName + ".java");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
