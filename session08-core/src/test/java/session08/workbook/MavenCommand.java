package session08.workbook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A line of a text that a reader will paste: what in it does not exist. */
record MavenCommand(String line, List<String> words) {

    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|[^\\s'\"]+");

    /** The lines of a block that call Maven. */
    static List<MavenCommand> in(Markdown.Fence fence) {
        String whole = String.join("\n", fence.lines()).replaceAll("\\\\\n\\s*", "");
        return whole.lines()
                .map(line -> line.replaceFirst("^\\s*\\$ ", "").strip())
                .filter(line -> line.startsWith("mvn "))
                .map(line -> new MavenCommand(line, words(line)))
                .toList();
    }

    /** The modules, profiles, tests and tasks that the command names and the project has not. */
    List<String> unknown() {
        var unknown = new ArrayList<String>();
        List<Path> modules = new ArrayList<>();
        for (String name : values("-pl", "--projects")) {
            Path module = ProjectFiles.ROOT.resolve(name);
            if (Files.exists(module.resolve("pom.xml"))) {
                modules.add(module);
            } else {
                unknown.add("there is no module " + name);
            }
        }
        for (String profile : values("-P", "--activate-profiles")) {
            if (Stream.concat(Stream.of(ProjectFiles.ROOT), modules.stream())
                    .map(module -> ProjectFiles.read(module.resolve("pom.xml")))
                    .noneMatch(pom -> pom.contains("<id>" + profile + "</id>"))) {
                unknown.add("there is no profile " + profile);
            }
        }
        if (modules.isEmpty()) {
            modules.add(ProjectFiles.ROOT);
        }
        for (String test : values("-Dtest=")) {
            String name = test.replaceFirst("#.*", "");
            if (modules.stream().noneMatch(module -> hasTest(module, name))) {
                unknown.add("there is no test " + name);
            }
        }
        for (String tag : values("-Dgroups=")) {
            String task = tag.replaceFirst("task:", "");
            if (modules.stream().noneMatch(module -> hasTask(module, task))) {
                unknown.add("there is no task " + task);
            }
        }
        return unknown;
    }

    /** What follows an option, in the same word or in the next, taken apart at the commas. */
    private List<String> values(String... options) {
        var values = new ArrayList<String>();
        for (String option : options) {
            for (int i = 0; i < words.size(); i++) {
                String word = words.get(i);
                if (word.equals(option) && i + 1 < words.size()) {
                    values.addAll(List.of(words.get(i + 1).split(",")));
                } else if (word.startsWith(option)
                        && (option.endsWith("=") || option.equals("-P"))) {
                    values.addAll(List.of(word.substring(option.length()).split(",")));
                }
            }
        }
        return values;
    }

    private static boolean hasTest(Path module, String pattern) {
        // The tests of the solutions are those of the exercises; the build copies them.
        Path home = module.endsWith("solutions") ? module.resolveSibling("exercises") : module;
        PathMatcher matcher =
                FileSystems.getDefault()
                        .getPathMatcher(
                                "glob:"
                                        + pattern.substring(pattern.lastIndexOf('.') + 1)
                                        + ".java");
        try (Stream<Path> files = Files.walk(home)) {
            return files.filter(file -> ProjectFiles.name(file).contains("src/test/java"))
                    .anyMatch(file -> matcher.matches(file.getFileName()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean hasTask(Path module, String number) {
        return ProjectFiles.read(module.resolve("README.md")).contains("\n## Task " + number + ":");
    }

    private static List<String> words(String line) {
        var words = new ArrayList<String>();
        boolean glued = false;
        int end = 0;
        var word = WORD.matcher(line);
        while (word.find()) {
            String text = word.group(1) != null ? word.group(1) : word.group(2);
            glued = word.start() == end && !words.isEmpty();
            if (text == null) {
                text = word.group();
                if (text.startsWith("#") && !glued) {
                    break;
                }
            }
            words.add(glued ? words.removeLast() + text : text);
            end = word.end();
        }
        return words;
    }
}
