package session08.workbook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of the whole project, whichever folder the tests are run in. */
final class ProjectFiles {

    /** The folder that holds all modules. */
    static final Path ROOT = root();

    private ProjectFiles() {}

    /** The files that belong to the project and whose names end so, without what a build makes. */
    static List<Path> endingWith(String end) {
        List<Path> tracked = tracked();
        return (tracked.isEmpty() ? walked() : tracked)
                .stream()
                        .filter(file -> file.toString().endsWith(end))
                        .filter(Files::exists)
                        .sorted()
                        .toList();
    }

    /** The folders of the exercises. */
    static List<Path> exercises() {
        try (Stream<Path> folders = Files.list(ROOT.resolve("exercises"))) {
            return folders.filter(folder -> Files.exists(folder.resolve("pom.xml")))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A name for people: the path from the project's folder, with slashes on every system. */
    static String name(Path file) {
        return ROOT.relativize(file).toString().replace('\\', '/');
    }

    /** What git has, or nothing: an unpacked archive, or a machine without git. */
    private static List<Path> tracked() {
        try {
            Process git =
                    new ProcessBuilder("git", "ls-files", "-z")
                            .directory(ROOT.toFile())
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            git.getOutputStream().close();
            var names = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Stream.of(names.split("\0"))
                    .filter(name -> !name.isEmpty())
                    .map(ROOT::resolve)
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static List<Path> walked() {
        try (Stream<Path> all = Files.walk(ROOT)) {
            return all.filter(
                            file ->
                                    Stream.of(name(file).split("/"))
                                            .noneMatch(
                                                    part ->
                                                            part.equals("target")
                                                                    || part.equals(".git")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("session08-core"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
