package session08.grader;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

class ResultsSchemaTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    static {
        // The validator's logging has nowhere to go, and need not say so.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
    }

    @TempDir Path folder;

    @Test
    void what_is_written_is_what_the_schema_says() throws IOException {
        Path file = folder.resolve("results.jsonl");
        Examples.ALL.forEach(result -> ResultsFile.append(file, result));

        assertThat(Files.readAllLines(file))
                .hasSameSizeAs(Examples.ALL)
                .allSatisfy(line -> assertThat(faults(line)).isEmpty());
        Golden.compare("results.jsonl", file);
    }

    @Test
    void half_a_character_in_a_message_does_not_end_the_grading() {
        Path file = folder.resolve("results.jsonl");
        ResultsFile.append(file, Examples.of("\uD800", Examples.FULL_MARKS));

        assertThat(ResultsFile.read(file)).containsExactly(Examples.of("?", Examples.FULL_MARKS));
    }

    @Test
    void what_is_written_is_read_again() {
        Path file = folder.resolve("results.jsonl");
        List<Result> results =
                Examples.ALL.stream().filter(result -> result != Examples.HOSTILE).toList();
        results.forEach(result -> ResultsFile.append(file, result));

        assertThat(ResultsFile.read(file)).isEqualTo(results);
    }

    @ParameterizedTest
    @EnumSource
    void there_is_an_example_of_every_status(Status status) {
        assertThat(Examples.ALL).anyMatch(result -> result.status() == status);
    }

    @Test
    void the_schema_knows_the_statuses_that_there_are() throws IOException {
        JsonNode known = JSON.readTree(schemaText()).at("/properties/status/enum");

        assertThat(known).isEqualTo(JSON.valueToTree(Arrays.asList(Status.values())));
    }

    /** A JSON pointer, and what to put there. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '#',
            value = {
                "/submission, ##",
                "/submission, 7",
                "/sha256, #abc#",
                "/sha256, ##",
                "/exercise, #../etc#",
                "/status, #passed#",
                "/status, #GRADED#",
                "/score, -1",
                "/score, 1.5",
                "/score, #five#",
                "/max, null",
                "/isolation, #some#",
                "/jdk, ##",
                "/message, null",
                "/tests, []",
                "/tests, {}",
                "/tests/0/id, ##",
                "/tests/0/task, #one#",
                "/tests/0/points, -1",
                "/tests/0/passed, #true#",
                "/tests/0/message, #passed, and yet#",
                "/tests/0/output, #more#",
                "/bonus, 5",
            })
    void a_line_that_is_wrong_in_one_place_is_refused(String pointer, String value)
            throws IOException {
        ObjectNode line = JSON.valueToTree(Examples.FULL_MARKS);
        int last = pointer.lastIndexOf('/');
        JsonNode wrong =
                value.matches("-?[0-9.]+|null|\\[\\]|\\{\\}")
                        ? JSON.readTree(value)
                        : JSON.getNodeFactory().textNode(value);
        ((ObjectNode) line.at(pointer.substring(0, last))).set(pointer.substring(last + 1), wrong);

        assertThat(faults(line.toString())).isNotEmpty();
    }

    @Test
    void a_line_without_a_field_is_refused() {
        ObjectNode whole = JSON.valueToTree(Examples.FULL_MARKS);
        whole.fieldNames()
                .forEachRemaining(
                        field ->
                                assertThat(faults(whole.deepCopy().without(field).toString()))
                                        .as("without " + field)
                                        .isNotEmpty());
    }

    @Test
    void what_was_not_run_has_passed_nothing() {
        for (Result result : List.of(Examples.COMPILE_ERROR, Examples.REJECTED)) {
            ObjectNode line = JSON.valueToTree(result);
            ((ObjectNode) line.at("/tests/0")).put("passed", true);
            assertThat(faults(line.toString())).isNotEmpty();

            line = JSON.valueToTree(result);
            line.put("score", 2);
            assertThat(faults(line.toString())).isNotEmpty();
        }
    }

    private static List<?> faults(String line) {
        return schema().validate(line, InputFormat.JSON);
    }

    private static Schema schema() {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schemaText());
    }

    private static String schemaText() {
        try (InputStream in = ResultsFile.class.getResourceAsStream("results.schema.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
