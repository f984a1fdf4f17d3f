package session08.workbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;

/**
 * The workbook's texts fit each other and the code. What a learner writes is not looked at here:
 * this module comes first, and if it were red, no exercise would be run. That the stubs fit is
 * checked where the exercises are checked to ship unsolved, in the test kit.
 */
class WorkbookTest {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final Pattern TASK = Pattern.compile("Task (\\d+): .+");
    private static final Pattern HINT = Pattern.compile("(\\d+)\\.(.*)");

    /** The numbers of the tasks of an exercise, as its statement lists them. */
    private static List<Integer> tasks(Path exercise) {
        return Markdown.of(exercise.resolve("README.md")).sections().keySet().stream()
                .map(TASK::matcher)
                .filter(heading -> heading.matches())
                .map(heading -> Integer.valueOf(heading.group(1)))
                .toList();
    }

    /** The hints of a section, each with the lines that continue it. */
    private static List<String> hints(List<String> section) {
        var hints = new ArrayList<String>();
        for (String line : section) {
            if (HINT.matcher(line).matches()) {
                hints.add(line);
            } else if (line.startsWith("   ") && !hints.isEmpty()) {
                hints.add(hints.removeLast() + " " + line.strip());
            } else {
                assertThat(line).as("a line that belongs to no hint").isBlank();
            }
        }
        return hints;
    }

    @TestFactory
    Stream<DynamicTest> every_statement_numbers_its_tasks() {
        return ProjectFiles.exercises().stream()
                .map(
                        exercise ->
                                dynamicTest(
                                        ProjectFiles.name(exercise)
                                                + " numbers its tasks from 1 and leaves none out",
                                        () -> assertNumbered(tasks(exercise))));
    }

    @TestFactory
    Stream<DynamicTest> every_task_has_hints_that_climb() {
        return ProjectFiles.exercises().stream()
                .flatMap(
                        exercise ->
                                tasks(exercise).stream()
                                        .map(
                                                task ->
                                                        dynamicTest(
                                                                "the hints for task %d of %s climb"
                                                                        .formatted(
                                                                                task,
                                                                                ProjectFiles.name(
                                                                                        exercise)),
                                                                () ->
                                                                        assertClimbs(
                                                                                exercise, task))));
    }

    @TestFactory
    Stream<DynamicTest> hints_give_no_code_away() {
        return ProjectFiles.exercises().stream()
                .map(
                        exercise ->
                                dynamicTest(
                                        "the hints of "
                                                + ProjectFiles.name(exercise)
                                                + " hold no code and belong to tasks there are",
                                        () -> {
                                            var hints = Markdown.of(exercise.resolve("hints.md"));
                                            assertThat(hints.fences()).isEmpty();
                                            assertThat(hints.sections().keySet())
                                                    .containsExactlyElementsOf(
                                                            tasks(exercise).stream()
                                                                    .map(task -> "Task " + task)
                                                                    .toList());
                                        }));
    }

    private static void assertNumbered(List<Integer> numbers) {
        assertThat(numbers).isNotEmpty();
        for (int i = 0; i < numbers.size(); i++) {
            assertThat(numbers.get(i)).as("number at place %d", i + 1).isEqualTo(i + 1);
        }
    }

    private static void assertClimbs(Path exercise, int task) {
        var sections = Markdown.of(exercise.resolve("hints.md")).sections();
        assertThat(sections).containsKey("Task " + task);
        List<String> hints = hints(sections.get("Task " + task));
        assertThat(hints).as("idea, mechanism, name").hasSizeGreaterThanOrEqualTo(3);
        var numbers = new ArrayList<Integer>();
        for (String line : hints) {
            var hint = HINT.matcher(line);
            assertThat(hint.matches()).isTrue();
            numbers.add(Integer.valueOf(hint.group(1)));
            assertThat(hint.group(2)).as("what hint %s says", hint.group(1)).isNotBlank();
        }
        assertNumbered(numbers);
        assertThat(hints.getFirst())
                .as("the first is the idea, and names nothing")
                .doesNotContain("`");
    }

    @TestFactory
    Stream<DynamicTest> every_link_leads_somewhere() {
        return ProjectFiles.endingWith(".md").stream()
                .map(
                        file ->
                                dynamicTest(
                                        "every link in "
                                                + ProjectFiles.name(file)
                                                + " leads somewhere",
                                        () ->
                                                assertThat(Markdown.of(file).links())
                                                        .filteredOn(
                                                                link -> leadsNowhere(file, link))
                                                        .isEmpty()));
    }

    /** Links to other sites are taken on trust: a test must not depend on the weather. */
    private static boolean leadsNowhere(Path file, String link) {
        if (URI.create(link).isAbsolute()) {
            return false;
        }
        int hash = link.indexOf('#');
        String path = hash < 0 ? link : link.substring(0, hash);
        Path target =
                file.resolveSibling(URLDecoder.decode(path, StandardCharsets.UTF_8)).normalize();
        if (path.isEmpty()) {
            target = file;
        }
        if (!target.startsWith(ProjectFiles.ROOT) || !Files.exists(target)) {
            return true;
        }
        return hash >= 0
                && !(target.toString().endsWith(".md")
                        && Markdown.of(target).anchors().contains(link.substring(hash + 1)));
    }

    @TestFactory
    Stream<DynamicTest> what_a_command_names_is_there() {
        return ProjectFiles.endingWith(".md").stream()
                .flatMap(
                        file ->
                                Markdown.of(file).fences().stream()
                                        .flatMap(fence -> MavenCommand.in(fence).stream())
                                        .map(
                                                command ->
                                                        dynamicTest(
                                                                "what \"%s\" in %s names is there"
                                                                        .formatted(
                                                                                command.line(),
                                                                                ProjectFiles.name(
                                                                                        file)),
                                                                () ->
                                                                        assertThat(
                                                                                        command
                                                                                                .unknown())
                                                                                .isEmpty())));
    }

    @Test
    void the_readme_and_each_exercise_show_commands() {
        var files = new ArrayList<>(ProjectFiles.exercises());
        files.add(ProjectFiles.ROOT);
        assertThat(files)
                .allSatisfy(
                        folder ->
                                assertThat(Markdown.of(folder.resolve("README.md")).fences())
                                        .flatMap(MavenCommand::in)
                                        .isNotEmpty());
    }

    @TestFactory
    Stream<DynamicTest> the_settings_we_share_are_json() {
        // Not all that ends in .json: what editors write for a learner may well have comments.
        return Stream.of(
                        ".devcontainer/devcontainer.json",
                        ".vscode/extensions.json",
                        ".vscode/tasks.json")
                .map(ProjectFiles.ROOT::resolve)
                .map(
                        file ->
                                dynamicTest(
                                        ProjectFiles.name(file) + " is JSON",
                                        () -> JSON.readTree(file.toFile())));
    }

    @TestFactory
    Stream<DynamicTest> what_a_shared_run_configuration_names_is_there() {
        return ProjectFiles.endingWith(".run.xml").stream()
                .map(
                        file ->
                                dynamicTest(
                                        "what " + ProjectFiles.name(file) + " names is there",
                                        () ->
                                                assertThat(command(file).unknown())
                                                        .as(command(file).line())
                                                        .isEmpty()));
    }

    /** The command of a run configuration of IntelliJ IDEA. */
    private static MavenCommand command(Path file) throws Exception {
        var options =
                (NodeList)
                        XPathFactory.newInstance()
                                .newXPath()
                                .evaluate(
                                        "//option[@name='goals']/list/option/@value",
                                        new InputSource(file.toUri().toString()),
                                        XPathConstants.NODESET);
        var words = new ArrayList<String>();
        for (int i = 0; i < options.getLength(); i++) {
            words.add(options.item(i).getNodeValue());
        }
        assertThat(words).first().isEqualTo("test");
        return new MavenCommand(String.join(" ", words), words);
    }

    @Test
    void each_exercise_can_be_run_from_a_menu() throws Exception {
        List<String> names =
                ProjectFiles.exercises().stream()
                        .map(folder -> folder.getFileName().toString())
                        .toList();

        var offered = new ArrayList<String>();
        JSON.readTree(ProjectFiles.ROOT.resolve(".vscode/tasks.json").toFile())
                .at("/inputs/0/options")
                .forEach(option -> offered.add(option.asText()));
        assertThat(offered).as("in VS Code").containsExactlyInAnyOrderElementsOf(names);
        for (String name : names) {
            Path file = ProjectFiles.ROOT.resolve(".run").resolve(name + ".run.xml");
            assertThat(command(file).words()).as("in IntelliJ").contains("exercises/" + name);
        }
    }
}
