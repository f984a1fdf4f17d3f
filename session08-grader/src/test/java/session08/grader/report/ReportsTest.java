package session08.grader.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.SAXException;

import session08.grader.Examples;
import session08.grader.Expected;
import session08.grader.Golden;
import session08.grader.Result;
import session08.grader.Status;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;

/** Every report in its consumer's format, and safe to open there. */
class ReportsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Map<String, String> RUNNER =
            Map.of(
                    "CLASSROOM", "cs-principles",
                    "ASSIGNMENT", "session08",
                    "ASSIGNMENT_TYPE", "individual",
                    "OWNER", "ann",
                    "SUBMISSION_TAG", "submit/2026-06-01T14-32-05Z-a1b2c3d",
                    "COMMIT_URL", "https://github.com/school/session08-ann/commit/a1b2c3d",
                    "RELEASE_URL",
                            "https://github.com/school/session08-ann/releases/tag/submit%2Fx",
                    "REVIEW_URL", "");

    private final Marks marks = new Marks(Examples.ALL, Examples.MISSING);

    @TempDir Path folder;

    @Test
    void the_csv_is_as_ever() throws IOException {
        Csv.write(folder.resolve("marks.csv"), marks);
        Golden.compare("marks.csv", folder.resolve("marks.csv"));
    }

    @Test
    void the_junit_xml_is_as_ever() throws IOException {
        JUnitXml.write(folder, marks);
        Golden.compare("junit", folder);
    }

    @Test
    void the_step_summary_is_as_ever() throws IOException {
        StepSummary.write(folder.resolve("summary.md"), marks);
        Golden.compare("summary.md", folder.resolve("summary.md"));
    }

    @Test
    void what_classroom_50_reads_is_as_ever() throws IOException {
        var one = new Marks(List.of(Examples.FULL_MARKS, Examples.HALF_RIGHT), List.of());
        Classroom50.write(folder.resolve("runner"), one, RUNNER);
        Classroom50.write(folder.resolve("folder"), marks, Map.of());
        Golden.compare("classroom50", folder);
    }

    @Test
    void what_gradescope_reads_is_as_ever() throws IOException {
        Gradescope.write(folder, marks);
        Golden.compare("gradescope", folder);
    }

    @Test
    void what_exercism_reads_is_as_ever() throws IOException {
        Exercism.write(folder, marks);
        Golden.compare("exercism", folder);
    }

    @Test
    void equal_marks_give_equal_bytes_in_whatever_order_they_come() throws IOException {
        writeAll(folder.resolve("one"), marks);
        var results = new ArrayList<>(Examples.ALL);
        var missing = new ArrayList<>(Examples.MISSING);
        Collections.shuffle(results, new Random(8));
        Collections.reverse(missing);
        writeAll(folder.resolve("other"), new Marks(results, missing));

        for (Path file : filesIn(folder.resolve("one"))) {
            Path other = folder.resolve("other").resolve(folder.resolve("one").relativize(file));
            assertThat(other).hasSameBinaryContentAs(file);
        }
        assertThat(filesIn(folder.resolve("one"))).hasSizeGreaterThan(20);
    }

    @Test
    void no_report_holds_what_steers_a_terminal_or_hides_from_a_reader() throws IOException {
        writeAll(folder, marks);

        for (Path file : filesIn(folder)) {
            assertThat(Files.readString(file).codePoints())
                    .as(file.toString())
                    .allMatch(
                            c ->
                                    Character.getType(c) != Character.FORMAT
                                            && Character.getType(c) != Character.SURROGATE
                                            && (Character.getType(c) != Character.CONTROL
                                                    || "\r\n\t".indexOf(c) >= 0));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "＝1", "x;=1", "x; @y"})
    void no_cell_is_a_formula(String text) throws IOException {
        Csv.write(
                folder.resolve("marks.csv"),
                new Marks(List.of(Examples.of(text, Examples.FULL_MARKS)), List.of()));

        assertThat(Files.readString(folder.resolve("marks.csv")).split("\r\n")[1])
                .contains(",rate-limiter,")
                .doesNotContainPattern("(^|[,;]|\")\\s*[=+@＝-]");
    }

    @Test
    void a_cell_may_hold_quotes_and_commas() throws IOException {
        Csv.write(
                folder.resolve("marks.csv"),
                new Marks(List.of(Examples.of("O'Neil, \"Bo\"", Examples.FULL_MARKS)), List.of()));

        assertThat(Files.readString(folder.resolve("marks.csv")))
                .contains("\r\n\"O'Neil, \"\"Bo\"\"\",rate-limiter,graded,5,5,2,2,bwrap,25.0.3,");
    }

    @Test
    void every_line_of_the_csv_has_the_same_number_of_cells() throws IOException {
        Csv.write(folder.resolve("marks.csv"), marks);

        // No cell of the examples but the quoted ones holds a comma.
        assertThat(Files.readString(folder.resolve("marks.csv")).split("\r\n"))
                .hasSize(11)
                .allSatisfy(
                        line ->
                                assertThat(line.replaceAll("\"([^\"]|\"\")*\"", "x").split(",", -1))
                                        .as(line)
                                        .hasSize(11));
    }

    @Test
    void an_infra_error_is_no_zero() throws IOException {
        writeAll(folder, new Marks(List.of(Examples.INFRA_ERROR), List.of()));

        assertThat(Files.readString(folder.resolve("marks.csv")))
                .contains("finn,rate-limiter,infra-error,,5,,0,");
        assertThat(folder.resolve("gradescope")).doesNotExist();
        assertThat(folder.resolve("classroom50")).doesNotExist();
        assertThat(Files.readString(folder.resolve("junit/TEST-finn.xml")))
                .contains("errors=\"1\"");
        assertThat(
                        JSON.readTree(
                                folder.resolve("exercism/finn/rate-limiter/results.json").toFile()))
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"version": 3, "status": "error", "message": "The disk is full."}
                                """));
    }

    @Test
    void the_junit_xml_is_valid() throws IOException, SAXException {
        var schema =
                SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                        .newSchema(ReportsTest.class.getResource("junit.xsd"));
        JUnitXml.write(folder, marks);

        for (Path file : filesIn(folder)) {
            schema.newValidator().validate(new StreamSource(file.toFile()));
            String xml = Files.readString(file);
            assertThat(xml)
                    .contains("tests=\"%d\"".formatted(occurrences(xml, "<testcase ")))
                    .contains("failures=\"%d\"".formatted(occurrences(xml, "<failure ")))
                    .contains("errors=\"%d\"".formatted(occurrences(xml, "<error ")))
                    .doesNotContain("<testcase name=\"forged\"");
        }
    }

    @Test
    void no_two_tests_have_the_same_class_and_name() throws IOException {
        JUnitXml.write(folder, marks);
        var names = new ArrayList<String>();
        for (Path file : filesIn(folder)) {
            Pattern.compile("<testcase [^>]*")
                    .matcher(Files.readString(file))
                    .results()
                    .forEach(test -> names.add(test.group()));
        }

        assertThat(names).hasSizeGreaterThan(15).doesNotHaveDuplicates();
    }

    @Test
    void what_is_missing_is_red() throws IOException {
        JUnitXml.write(folder, new Marks(List.of(), Examples.MISSING));

        assertThat(Files.readString(folder.resolve("TEST-gil.xml")))
                .contains("tests=\"1\" failures=\"0\" errors=\"1\"");
    }

    @Test
    void a_summary_shows_names_and_messages_as_they_are() throws IOException {
        StepSummary.write(folder.resolve("summary.md"), marks);
        String summary = Files.readString(folder.resolve("summary.md"));

        assertThat(summary).doesNotContain("<b>", "<script", "@everyone", "```");
        assertThat(occurrences(summary, "</summary>"))
                .isEqualTo(occurrences(summary, "<summary>"))
                .isEqualTo(occurrences(summary, "</details>"));
        assertThat(occurrences(summary, "</pre>")).isEqualTo(occurrences(summary, "<pre>"));
        assertThat(summary.lines().filter(line -> line.startsWith("|")))
                .allSatisfy(row -> assertThat(row.split("\\|", -1)).hasSize(5));
    }

    @Test
    void a_name_in_a_summary_is_neither_a_link_nor_a_mention_nor_the_end_of_anything() {
        String name =
                "http://evil.example www.evil.example a@b.example :tada: #1 </summary> *x* $x$ _x_";
        String summary =
                StepSummary.of(
                        new Marks(List.of(Examples.of(name, Examples.TIMEOUT)), List.of()),
                        100_000);

        assertThat(summary)
                .doesNotContain("http:", "www.", "a@", ":tada:", "#1", "*x", "$x", "_x")
                .contains("http&#58;&#47;&#47;evil.example www&#46;evil.example a&#64;b.example");
        assertThat(occurrences(summary, "</summary>")).isEqualTo(1);
    }

    @Test
    void a_summary_is_never_longer_than_github_takes_and_says_what_it_leaves_out() {
        var many =
                new Marks(
                        IntStream.range(0, 5000)
                                .mapToObj(i -> Examples.of("żak" + i, Examples.TIMEOUT))
                                .toList(),
                        List.of());

        String summary = StepSummary.of(many, 1024 * 1024);
        assertThat(bytes(summary)).isLessThanOrEqualTo(1024 * 1024).isGreaterThan(1_000_000);
        assertThat(summary)
                .containsPattern(
                        "Cut here.*: 0 rows of the table and \\d{4} of the details are left out");

        String shorter = StepSummary.of(many, 10_000);
        assertThat(bytes(shorter)).isLessThanOrEqualTo(10_000).isGreaterThan(9_000);
        assertThat(shorter)
                .containsPattern(
                        "Cut here.*: \\d{4} rows of the table and 5000 of the details are left"
                                + " out");
    }

    @Test
    void a_summary_names_fifty_that_are_missing_and_counts_the_rest() {
        var many =
                new Marks(
                        List.of(),
                        IntStream.range(0, 300)
                                .mapToObj(i -> new Expected("s" + i, "job-queue"))
                                .toList());

        assertThat(StepSummary.of(many, 1024 * 1024)).contains("\n- and 250 more\n");
    }

    @Test
    void classroom_50_gets_every_field_that_its_collector_asks_for() throws IOException {
        Classroom50.write(
                folder,
                new Marks(List.of(Examples.FULL_MARKS, Examples.HALF_RIGHT), List.of()),
                RUNNER);
        JsonNode result = JSON.readTree(folder.resolve("ann/result.json").toFile());

        assertThat(result.get("schema").textValue()).isEqualTo("classroom50/result/v1");
        for (String field :
                List.of(
                        "classroom",
                        "assignment",
                        "owner",
                        "assignment_type",
                        "commit",
                        "release",
                        "review")) {
            assertThat(result.path(field).textValue()).as(field).isNotEmpty();
        }
        assertThat(result.get("submission").textValue()).startsWith("submit/");
        assertThat(result.get("datetime").textValue()).isEqualTo("2026-06-01T14:32:05Z");
        assertThat(result.get("score").intValue()).isEqualTo(6);
        assertThat(result.get("max-score").intValue()).isEqualTo(9);
        int score = 0;
        int max = 0;
        for (JsonNode test : result.get("tests")) {
            assertThat(test.get("test-name").textValue()).isNotEmpty();
            assertThat(test.get("passed").isBoolean()).isTrue();
            score += test.get("score").intValue();
            max += test.get("max-score").intValue();
        }
        assertThat(score).isEqualTo(6);
        assertThat(max).isEqualTo(9);
    }

    @Test
    void classroom_50s_runner_speaks_of_one_submission() {
        assertThatThrownBy(() -> Classroom50.write(folder, marks, RUNNER))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "Classroom 50's runner says whose submission it is, but there are 5: ");
    }

    @Test
    void gradescope_gets_what_its_documentation_asks_for() throws IOException {
        Gradescope.write(folder, marks);

        assertThat(filesIn(folder)).hasSize(5);
        for (Path file : filesIn(folder)) {
            JsonNode results = JSON.readTree(file.toFile());
            assertThat(results.fieldNames())
                    .toIterable()
                    .isSubsetOf(
                            "score",
                            "execution_time",
                            "output",
                            "output_format",
                            "test_output_format",
                            "test_name_format",
                            "visibility",
                            "stdout_visibility",
                            "extra_data",
                            "tests",
                            "leaderboard");
            int score = 0;
            for (JsonNode test : results.get("tests")) {
                assertThat(test.get("status").textValue()).isIn("passed", "failed");
                assertThat(test.get("score").intValue()).isIn(0, test.get("max_score").intValue());
                score += test.get("score").intValue();
            }
            assertThat(results.get("score").intValue()).isEqualTo(score);
        }
    }

    @Test
    void exercism_gets_what_its_documentation_asks_for() throws IOException {
        Exercism.write(folder, marks);

        assertThat(filesIn(folder)).hasSize(Examples.ALL.size());
        for (Path file : filesIn(folder)) {
            JsonNode results = JSON.readTree(file.toFile());
            String status = results.get("status").textValue();
            assertThat(results.get("version").intValue()).isEqualTo(3);
            assertThat(results.has("message")).isEqualTo(status.equals("error"));
            assertThat(results.has("tests")).isEqualTo(!status.equals("error"));
            boolean pass = true;
            for (JsonNode test : results.path("tests")) {
                boolean passed = test.get("status").textValue().equals("pass");
                assertThat(test.has("message")).isEqualTo(!passed);
                pass &= passed;
            }
            assertThat(status).isIn("error", pass ? "pass" : "fail");
        }
    }

    @Test
    void a_run_that_was_cut_short_is_no_pass_even_if_all_tests_passed() throws IOException {
        Result odd =
                new Result(
                        "ann",
                        "a".repeat(64),
                        "rate-limiter",
                        Status.TIMEOUT,
                        5,
                        5,
                        "bwrap",
                        "25.0.3",
                        "",
                        Examples.FULL_MARKS.tests());
        Exercism.write(folder, new Marks(List.of(odd), List.of()));

        assertThat(Files.readString(folder.resolve("ann/rate-limiter/results.json")))
                .contains("\"status\" : \"fail\"");
    }

    @Test
    void a_long_error_fits_into_what_exercism_shows() throws IOException {
        Result error = Examples.COMPILE_ERROR;
        Exercism.write(
                folder,
                new Marks(
                        List.of(
                                new Result(
                                        "ann",
                                        error.sha256(),
                                        error.exercise(),
                                        error.status(),
                                        0,
                                        5,
                                        "bwrap",
                                        "25.0.3",
                                        "日".repeat(70_000),
                                        error.tests())),
                        List.of()));
        JsonNode results = JSON.readTree(folder.resolve("ann/rate-limiter/results.json").toFile());

        assertThat(bytes(results.get("message").textValue())).isBetween(60_000, 65_535);
    }

    @Test
    void the_file_of_a_submission_lies_where_it_belongs_whatever_its_name_is() throws IOException {
        var names =
                List.of(
                        "..", ".", ".git", "a/b", "a%2Fb", "a\\b", "CON:", "a\nb", "ż", "ann.zip",
                        "-rf", "x.");
        writeAll(
                folder,
                new Marks(
                        names.stream().map(n -> Examples.of(n, Examples.FULL_MARKS)).toList(),
                        List.of()));

        assertThat(filesIn(folder)).hasSize(2 + 4 * names.size());
        assertThat(names.stream().map(Folder::nameOf))
                .containsExactly(
                        "%2E%2E",
                        "%2E", "%2Egit", "a%2Fb", "a%252Fb", "a%5Cb", "CON%3A", "a%0Ab", "%C5%BC",
                        "ann.zip", "-rf", "x%2E");
    }

    @Test
    void a_long_name_is_cut_and_stays_different_from_others() throws IOException {
        String one = "ż".repeat(250) + "1";
        String other = "ż".repeat(250) + "2";
        writeAll(
                folder,
                new Marks(
                        List.of(
                                Examples.of(one, Examples.FULL_MARKS),
                                Examples.of(other, Examples.FULL_MARKS)),
                        List.of()));

        assertThat(Folder.nameOf(one)).hasSizeLessThan(150).isNotEqualTo(Folder.nameOf(other));
        assertThat(filesIn(folder.resolve("junit"))).hasSize(2);
    }

    @Test
    void a_report_of_an_earlier_run_is_not_left_among_those_of_this() throws IOException {
        writeAll(folder, new Marks(List.of(Examples.FULL_MARKS, Examples.TIMEOUT), List.of()));
        var now = new Marks(List.of(Examples.FULL_MARKS), List.of());
        List<Consumer<Path>> writers =
                List.of(
                        unchecked(to -> JUnitXml.write(to.resolve("junit"), now)),
                        unchecked(
                                to -> Classroom50.write(to.resolve("classroom50"), now, Map.of())),
                        unchecked(to -> Gradescope.write(to.resolve("gradescope"), now)),
                        unchecked(to -> Exercism.write(to.resolve("exercism"), now)));

        for (var writer : writers) {
            assertThatThrownBy(() -> writer.accept(folder))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("dan")
                    .hasMessageEndingWith(
                            "which is not of this merge: name a folder that is empty");
        }
    }

    @Test
    void a_report_is_written_anew_over_itself() throws IOException {
        writeAll(folder, marks);
        writeAll(folder, marks);

        assertThat(folder.resolve("junit/TEST-ann.xml")).exists();
    }

    private static void writeAll(Path folder, Marks marks) throws IOException {
        Files.createDirectories(folder);
        Csv.write(folder.resolve("marks.csv"), marks);
        JUnitXml.write(folder.resolve("junit"), marks);
        StepSummary.write(folder.resolve("summary.md"), marks);
        Classroom50.write(folder.resolve("classroom50"), marks, Map.of());
        Gradescope.write(folder.resolve("gradescope"), marks);
        Exercism.write(folder.resolve("exercism"), marks);
    }

    private interface Writing {
        void to(Path folder) throws IOException;
    }

    private static Consumer<Path> unchecked(Writing writing) {
        return folder -> {
            try {
                writing.to(folder);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        };
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static int occurrences(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
