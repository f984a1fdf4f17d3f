package session08.grader;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

/**
 * A step of the build: puts into the grader's own folder what it needs to know of the exercises.
 * Their tests and stubs, compiled; the manifests, recorded by grading the model solutions; and
 * those, with the other right solutions, for the selftest.
 */
@Command(name = "make-kit", hidden = true)
final class MakeKit implements Callable<Integer> {

    @Parameters(description = "the workbook")
    private Path workbook;

    private final Installation grader = Installation.current();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Work.delete(grader.home().resolve("kit"));
        Work.delete(grader.home().resolve("selftest"));
        try (var work = new Work();
                var grading =
                        new Grading(
                                grader,
                                new Sandbox(Sandbox.NONE, ""),
                                new Grading.Rules(1, Duration.ofMinutes(2)),
                                work.folder(),
                                null,
                                1)) {
            for (Path exercise : Installation.list(workbook.resolve("exercises"))) {
                if (Files.exists(exercise.resolve("pom.xml"))) {
                    make(exercise, grading);
                }
            }
            Cache.make(grader, work.folder(), Cache.made(grader));
        }
        return 0;
    }

    private void make(Path folder, Grading grading) throws IOException, InterruptedException {
        String name = folder.getFileName().toString();
        Path kit = grader.kit(name);
        Path stub = folder.resolve("src/main/java");
        compile(stub, List.of(), kit.resolve("stub"));
        compile(
                folder.resolve("src/test/java"),
                List.of(kit.resolve("stub")),
                kit.resolve("tests"));
        Exercise.writeManifest(kit.resolve("manifest.json"), new Manifest(name, List.of()));

        Exercise exercise = Exercise.load(grader, name);
        Path source =
                Path.of(exercise.packageName().replace('.', '/'))
                        .resolve(exercise.mainClass() + ".java");
        Path model = workbook.resolve("solutions/src/main/java").resolve(source);
        copy(model, grader.solutions(name).resolve("model"));
        for (Path design : Installation.list(workbook.resolve("solutions/alternatives/" + name))) {
            copy(
                    design.resolve(source.getFileName()),
                    grader.solutions(name).resolve(design.getFileName()));
        }
        copy(stub.resolve(source), kit.resolve("stub"));
        Sources solution =
                Sources.of(Map.of(source.toString().replace('\\', '/'), Files.readString(model)));
        Manifest manifest = grading.record(exercise, solution);
        Exercise.writeManifest(kit.resolve("manifest.json"), manifest);
        System.out.printf(
                "%s: %d tests, %d points%n", name, manifest.tests().size(), manifest.max());
    }

    private static void copy(Path file, Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.copy(file, folder.resolve(file.getFileName()));
    }

    /** Compiles sources that are ours. */
    private void compile(Path sources, List<Path> classes, Path to) throws IOException {
        var classPath = new ArrayList<>(grader.libraries());
        classPath.addAll(classes);
        compile(sources, classPath, to, "");
    }

    static void compile(Path sources, List<Path> classPath, Path to, String whose)
            throws IOException {
        Files.createDirectories(to);
        var arguments =
                new ArrayList<>(
                        List.of(
                                "--release",
                                "25",
                                "-g",
                                "-proc:none",
                                "-implicit:none",
                                "-cp",
                                Installation.classPath(classPath),
                                "-d",
                                to.toString()));
        try (Stream<Path> files = Files.walk(sources)) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .forEach(file -> arguments.add(file.toString()));
        }
        int code =
                ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, arguments.toArray(String[]::new));
        if (code != 0) {
            throw new BadInput(whose + sources + " does not compile");
        }
    }
}
