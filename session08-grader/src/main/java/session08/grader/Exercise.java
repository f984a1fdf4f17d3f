package session08.grader;

import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * An exercise, ready to grade.
 *
 * @param name its folder in the workbook: {@code rate-limiter}
 * @param packageName where the student's classes live
 * @param mainClass the simple name of the class that the student writes
 * @param manifest what its tests are worth
 * @param tests their classes by name
 * @param stub the classes of the unwritten exercise, which say what a solution has to offer
 * @param hidden the tests whose messages are not shown, because they would give away what they
 *     expect
 * @param open the exercise without the hidden tests, or null if there are none
 */
record Exercise(
        String name,
        String packageName,
        String mainClass,
        Manifest manifest,
        Map<String, byte[]> tests,
        Map<String, byte[]> stub,
        Set<String> hidden,
        Exercise open) {

    /** An exercise without hidden tests. */
    Exercise(
            String name,
            String packageName,
            String mainClass,
            Manifest manifest,
            Map<String, byte[]> tests,
            Map<String, byte[]> stub) {
        this(name, packageName, mainClass, manifest, tests, stub, Set.of(), null);
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CLASS = ".class";

    /** Reads an exercise of the kit. */
    static Exercise load(Installation grader, String name) {
        Path kit = grader.kit(name);
        try {
            Map<String, byte[]> stub = classes(kit.resolve("stub"));
            String main =
                    stub.keySet().stream().filter(each -> !each.contains("$")).findFirst().get();
            int dot = main.lastIndexOf('.');
            return new Exercise(
                    name,
                    main.substring(0, dot),
                    main.substring(dot + 1),
                    readManifest(kit.resolve("manifest.json")),
                    classes(kit.resolve("tests")),
                    stub);
        } catch (IOException e) {
            throw new UncheckedIOException("the kit of " + name + " is not whole", e);
        }
    }

    static Manifest readManifest(Path file) throws IOException {
        return JSON.readValue(file.toFile(), Manifest.class);
    }

    static void writeManifest(Path file, Manifest manifest) throws IOException {
        JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), manifest);
    }

    Exercise with(Manifest other) {
        return new Exercise(name, packageName, mainClass, other, tests, stub, hidden, open);
    }

    /**
     * What is run one after the other, each in a JVM of its own: a submission that has seen the
     * hidden tests must not be asked for a message that is shown.
     */
    List<Exercise> parts() {
        if (open == null) {
            return List.of(this);
        }
        List<Manifest.Entry> secret =
                manifest.tests().stream().filter(test -> hidden.contains(test.id())).toList();
        return List.of(open, with(new Manifest(name, secret)));
    }

    /** All classes below a folder, by name. */
    static Map<String, byte[]> classes(Path folder) throws IOException {
        var classes = new TreeMap<String, byte[]>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(each -> each.toString().endsWith(CLASS)).toList()) {
                String path = folder.relativize(file).toString();
                classes.put(
                        path.substring(0, path.length() - CLASS.length())
                                .replace(file.getFileSystem().getSeparator(), "."),
                        Files.readAllBytes(file));
            }
        }
        return classes;
    }
}
