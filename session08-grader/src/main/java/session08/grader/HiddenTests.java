package session08.grader;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Tests that only the instructor has, and what they are worth with the others. */
final class HiddenTests {

    private static final Pattern PACKAGE = Pattern.compile("(?m)^\\s*package\\s+([\\w.]+)\\s*;");

    private HiddenTests() {}

    /**
     * The exercise with the hidden tests that are in its package; as it is, if there are none.
     *
     * @param where a folder or a jar, with sources or classes
     * @throws BadInput if they do not compile, or the model solution does not pass them
     */
    static Exercise add(
            Installation grader, Exercise exercise, Path where, Path work, Grading grading)
            throws IOException, InterruptedException {
        Path folder = Files.createDirectories(work.resolve("hidden").resolve(exercise.name()));
        Map<String, byte[]> hidden;
        if (Files.isDirectory(where)) {
            hidden = classes(grader, exercise, where, folder);
        } else {
            try (FileSystem jar = FileSystems.newFileSystem(where)) {
                hidden = classes(grader, exercise, jar.getPath("/"), folder);
            } catch (java.nio.file.ProviderNotFoundException e) {
                throw new BadInput(where + " is neither a folder nor a jar");
            }
        }
        if (hidden.isEmpty()) {
            return exercise;
        }
        Map<String, byte[]> tests = new TreeMap<>(exercise.tests());
        for (var each : hidden.entrySet()) {
            if (tests.put(each.getKey(), each.getValue()) != null) {
                throw new BadInput(
                        "the hidden test %s has the name of one that everybody has"
                                .formatted(each.getKey()));
            }
        }
        return withPoints(grader, exercise, tests, grading);
    }

    private static Exercise withPoints(
            Installation grader, Exercise exercise, Map<String, byte[]> tests, Grading grading)
            throws IOException, InterruptedException {
        var with =
                new Exercise(
                        exercise.name(),
                        exercise.packageName(),
                        exercise.mainClass(),
                        exercise.manifest(),
                        tests,
                        exercise.stub());
        Sources model;
        try {
            model = Intake.take(grader.solutions(exercise.name()).resolve("model"), exercise);
        } catch (Intake.Unusable e) {
            throw new BadInput("the grader is not whole: its model solution " + e.getMessage());
        }
        List<Manifest.Entry> all = new ArrayList<>(exercise.manifest().tests());
        Set<String> known = new HashSet<>();
        all.forEach(test -> known.add(test.id()));
        Set<String> ids = new HashSet<>();
        for (Manifest.Entry test : grading.record(with, model).tests()) {
            if (known.add(test.id())) {
                all.add(test);
                ids.add(test.id());
            }
        }
        return new Exercise(
                exercise.name(),
                exercise.packageName(),
                exercise.mainClass(),
                new Manifest(exercise.name(), all),
                tests,
                exercise.stub(),
                ids,
                exercise);
    }

    private static Map<String, byte[]> classes(
            Installation grader, Exercise exercise, Path from, Path folder) throws IOException {
        Path sources = Files.createDirectories(folder.resolve("sources"));
        Path classes = Files.createDirectories(folder.resolve("classes"));
        boolean any = false;
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
                String text = Files.readString(file);
                var declared = PACKAGE.matcher(text);
                if (declared.find() && declared.group(1).equals(exercise.packageName())) {
                    Files.writeString(sources.resolve(file.getFileName().toString()), text);
                    any = true;
                }
            }
        }
        if (any) {
            var classPath = new ArrayList<>(grader.libraries());
            classPath.add(grader.kit(exercise.name()).resolve("stub"));
            classPath.add(grader.kit(exercise.name()).resolve("tests"));
            MakeKit.compile(sources, classPath, classes, "hidden tests: ");
        }
        var found = new TreeMap<>(Exercise.classes(from));
        found.putAll(Exercise.classes(classes));
        found.keySet().removeIf(name -> !name.startsWith(exercise.packageName() + "."));
        return found;
    }
}
