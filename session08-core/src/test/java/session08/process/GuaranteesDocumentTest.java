package session08.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Holds {@code GUARANTEES.md} and the tests together. */
class GuaranteesDocumentTest {

    private static final int GUARANTEES = 36;
    private static final String TAG = "guarantee:";
    private static final Pattern ROW = Pattern.compile("\\| (\\d+) \\| ([^|]+) \\| ([^|]+) \\|");
    private static final Pattern NAME = Pattern.compile("`(\\w+\\.\\w+)`");

    /** Where the tests are compiled to: {@code target/test-classes} of the module. */
    private static Path classes() throws URISyntaxException {
        return Path.of(
                GuaranteesDocumentTest.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI());
    }

    /** The tests of each number, as the document names them. */
    private static Map<Integer, TreeSet<String>> named() throws Exception {
        Path document = classes().resolve("../../GUARANTEES.md").normalize();
        var named = new TreeMap<Integer, TreeSet<String>>();
        for (String line : Files.readAllLines(document)) {
            var row = ROW.matcher(line);
            if (row.matches()) {
                var names = new TreeSet<String>();
                NAME.matcher(row.group(3)).results().forEach(name -> names.add(name.group(1)));
                named.put(Integer.parseInt(row.group(1)), names);
            }
        }
        return named;
    }

    /** The tests of each number, as they are tagged. */
    private static Map<Integer, TreeSet<String>> tagged() throws Exception {
        var tagged = new TreeMap<Integer, TreeSet<String>>();
        for (Class<?> type : testClasses()) {
            for (Method method : type.getDeclaredMethods()) {
                for (Tag tag : method.getAnnotationsByType(Tag.class)) {
                    if (tag.value().startsWith(TAG)) {
                        int number = Integer.parseInt(tag.value().substring(TAG.length()));
                        tagged.computeIfAbsent(number, _ -> new TreeSet<>())
                                .add(type.getSimpleName() + "." + method.getName());
                    }
                }
            }
        }
        return tagged;
    }

    private static List<Class<?>> testClasses() throws Exception {
        String home = GuaranteesDocumentTest.class.getPackageName();
        try (Stream<Path> files = Files.list(classes().resolve(home.replace('.', '/')))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("Test.class"))
                    .<Class<?>>map(name -> load(home + "." + name.replace(".class", "")))
                    .toList();
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void every_guarantee_has_a_test() throws Exception {
        assertThat(tagged().keySet())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, GUARANTEES).boxed().toList());
    }

    @Test
    void the_document_names_the_tests_of_each_guarantee_and_no_others() throws Exception {
        assertThat(named()).isEqualTo(tagged());
    }

    @Test
    void what_is_tagged_is_run() throws Exception {
        for (Class<?> type : testClasses()) {
            assertThat(
                            Arrays.stream(type.getDeclaredMethods())
                                    .filter(m -> m.getAnnotationsByType(Tag.class).length > 0)
                                    .filter(
                                            m ->
                                                    Arrays.stream(m.getAnnotations())
                                                            .noneMatch(
                                                                    a ->
                                                                            a.annotationType()
                                                                                    .getSimpleName()
                                                                                    .endsWith(
                                                                                            "Test"))))
                    .as("methods of %s with a tag that are no tests", type.getSimpleName())
                    .isEmpty();
        }
    }
}
