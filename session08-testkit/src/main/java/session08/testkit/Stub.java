package session08.testkit;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** The file of an exercise that a learner edits, and its counterpart among the solutions. */
record Stub(Path source, Path solution) {

    private static final Pattern MARK = Pattern.compile("// Tasks? (\\d+)(?: to (\\d+))?:");

    /** The stub of the exercise in a folder; it is the only source file there is. */
    static Stub of(Path exercise) {
        Path sources = exercise.resolve("src/main/java");
        try (Stream<Path> files = Files.walk(sources)) {
            Path source = files.filter(file -> file.toString().endsWith(".java")).findAny().get();
            return new Stub(
                    source,
                    exercise.resolve("../../solutions/src/main/java")
                            .resolve(sources.relativize(source))
                            .normalize());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The numbers of the tasks that the comments of the stub give a place. */
    SortedSet<Integer> markedTasks() {
        var tasks = new TreeSet<Integer>();
        try {
            MARK.matcher(Files.readString(source))
                    .results()
                    .flatMapToInt(Stub::range)
                    .forEach(tasks::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return tasks;
    }

    private static IntStream range(MatchResult mark) {
        int from = Integer.parseInt(mark.group(1));
        return IntStream.rangeClosed(
                from, mark.group(2) == null ? from : Integer.parseInt(mark.group(2)));
    }

    /** What other code can use of the stub but not of the model solution, or the reverse. */
    List<String> differences() throws IOException {
        List<String> here = offers(source);
        List<String> there = offers(solution);
        return Stream.concat(
                        here.stream()
                                .filter(line -> !there.contains(line))
                                .map(line -> "only the stub has: " + line),
                        there.stream()
                                .filter(line -> !here.contains(line))
                                .map(line -> "only the model solution has: " + line))
                .toList();
    }

    /**
     * Compiles the file by itself. Both files hold classes of the same names, so neither must find
     * the other's.
     */
    private static List<String> offers(Path file) throws IOException {
        Path classes = Files.createTempDirectory("offers");
        try {
            String classPath = System.getProperty("java.class.path");
            JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
            int problems =
                    javac.run(
                            null,
                            null,
                            null,
                            "-proc:none",
                            "-cp",
                            classPath,
                            "-d",
                            classes.toString(),
                            file.toString());
            if (problems != 0) {
                throw new AssertionError(file + " does not compile");
            }
            var urls = new ArrayList<URL>();
            urls.add(classes.toUri().toURL());
            for (String entry : classPath.split(File.pathSeparator)) {
                urls.add(Path.of(entry).toUri().toURL());
            }
            try (var loader =
                            new URLClassLoader(
                                    urls.toArray(URL[]::new),
                                    ClassLoader.getPlatformClassLoader());
                    Stream<Path> files = Files.walk(classes)) {
                return files.filter(each -> each.toString().endsWith(".class"))
                        .map(each -> load(loader, classes.relativize(each)))
                        .filter(type -> isOffered(type.getModifiers()))
                        .flatMap(Stub::describe)
                        .sorted()
                        .toList();
            }
        } finally {
            delete(classes);
        }
    }

    private static Class<?> load(ClassLoader loader, Path file) {
        String name = file.toString().replace(File.separatorChar, '.');
        try {
            return Class.forName(
                    name.substring(0, name.length() - ".class".length()), false, loader);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static Stream<String> describe(Class<?> type) {
        var lines = new ArrayList<String>();
        lines.add(
                "%s is %s %s of %s"
                        .formatted(
                                type.getName(),
                                Modifier.toString(type.getModifiers()),
                                type.getGenericSuperclass(),
                                Arrays.toString(type.getGenericInterfaces())));
        for (Field field : type.getDeclaredFields()) {
            if (isOffered(field)) {
                lines.add(field.toGenericString());
            }
        }
        for (Executable constructor : type.getDeclaredConstructors()) {
            if (isOffered(constructor)) {
                lines.add(constructor.toGenericString());
            }
        }
        for (Executable method : type.getDeclaredMethods()) {
            if (isOffered(method)) {
                lines.add(method.toGenericString());
            }
        }
        if (type.isRecord()) {
            lines.add(
                    "%s holds %s"
                            .formatted(
                                    type.getName(),
                                    Stream.of(type.getRecordComponents())
                                            .map(Stub::describe)
                                            .toList()));
        }
        return lines.stream();
    }

    private static String describe(RecordComponent component) {
        return component.getGenericType().getTypeName() + " " + component.getName();
    }

    private static boolean isOffered(Member member) {
        return isOffered(member.getModifiers()) && !member.isSynthetic();
    }

    private static boolean isOffered(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
