package session08.grader;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Files under {@code src/test/resources/golden}, to be compared with what the code writes. {@code
 * -Dgolden.update} writes them anew; then read the difference before you commit it.
 */
public final class Golden {

    private static final Path ALL = Path.of("src/test/resources/golden");

    private Golden() {}

    /** Compares a file, or a folder with all that is in it, byte for byte. */
    public static void compare(String name, Path actual) throws IOException {
        Path golden = ALL.resolve(name);
        if (System.getProperty("golden.update") != null) {
            replace(golden, actual);
        }
        assertThat(contents(golden)).as("golden/" + name).isEqualTo(contents(actual));
    }

    private static Map<String, String> contents(Path root) throws IOException {
        var contents = new TreeMap<String, String>();
        for (Path file : filesOf(root)) {
            contents.put(
                    root.relativize(file).toString().replace('\\', '/'), Files.readString(file));
        }
        return contents;
    }

    private static void replace(Path golden, Path actual) throws IOException {
        if (Files.exists(golden)) {
            for (Path file : filesOf(golden)) {
                Files.delete(file);
            }
        }
        for (Path file : filesOf(actual)) {
            Path to = golden.resolve(actual.relativize(file).toString());
            Files.createDirectories(to.toAbsolutePath().getParent());
            Files.copy(file, actual.equals(file) ? golden : to);
        }
    }

    private static List<Path> filesOf(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
