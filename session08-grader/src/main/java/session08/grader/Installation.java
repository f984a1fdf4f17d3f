package session08.grader;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The folder that the grader is: {@code grader.jar}, {@code lib}, {@code kit} with what is needed
 * to grade, and {@code selftest} with the solutions, which no submission ever gets to see. It may
 * stand anywhere.
 */
record Installation(Path home) {

    /** The libraries of the instructor's JVM alone. Not worth hiding, but nobody needs them. */
    private static final List<String> PARENTS_ONLY =
            List.of("picocli", "jackson", "commons", "grader.jar");

    /** The one that this code runs from. */
    static Installation current() {
        try {
            var jar =
                    Path.of(
                            Installation.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI());
            return new Installation(jar.toAbsolutePath().getParent());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static Path jdk() {
        return Path.of(System.getProperty("java.home"));
    }

    static String java() {
        return jdk().resolve("bin").resolve("java").toString();
    }

    Path kit(String exercise) {
        return home.resolve("kit").resolve(exercise);
    }

    /** Right solutions, one folder each, under {@code selftest/EXERCISE}. */
    Path solutions(String exercise) {
        return home.resolve("selftest").resolve(exercise);
    }

    /** The names of the exercises. */
    List<String> exercises() {
        return list(home.resolve("kit")).stream()
                .filter(Files::isDirectory)
                .map(folder -> folder.getFileName().toString())
                .toList();
    }

    /** What a submission may see: the process primitives. */
    Path core() {
        return libraries().stream()
                .filter(jar -> jar.getFileName().toString().startsWith("session08-core"))
                .findFirst()
                .orElseThrow(() -> new BadInput("the grader is not whole: no core in " + home));
    }

    /** What runs beside a submission. */
    List<Path> libraries() {
        return list(home.resolve("lib")).stream()
                .filter(
                        jar ->
                                PARENTS_ONLY.stream()
                                        .noneMatch(jar.getFileName().toString()::startsWith))
                .toList();
    }

    static String classPath(List<Path> entries) {
        return entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    static List<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder, e);
        }
    }
}
