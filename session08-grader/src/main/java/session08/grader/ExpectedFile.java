package session08.grader;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * An {@code expected.jsonl}: what the whole folder of submissions holds, one line for each
 * submission and exercise, sorted. Written before the first of them is graded.
 */
public final class ExpectedFile {

    /** The name of the file in the folder of a shard. */
    public static final String NAME = "expected.jsonl";

    private static final ObjectMapper JSON =
            new ObjectMapper()
                    .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private ExpectedFile() {}

    /**
     * All lines of a file.
     *
     * @throws IllegalArgumentException if a line is of another form, with the file and the line's
     *     number. Half a line at the end is no exception: a list that is cut off would miss nobody.
     */
    public static List<Expected> read(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        var expected = new ArrayList<Expected>();
        for (int i = 0; i < lines.size(); i++) {
            try {
                expected.add(JSON.readValue(lines.get(i), Expected.class));
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException(
                        "%s, line %d names no submission and exercise: %s"
                                .formatted(file, i + 1, e.getOriginalMessage()),
                        e);
            }
        }
        return expected;
    }

    /** Writes the file anew. */
    public static void write(Path file, Collection<Expected> expected) {
        try {
            var lines = new ArrayList<String>();
            for (Expected mark : new TreeSet<>(expected)) {
                lines.add(JSON.writeValueAsString(mark));
            }
            String text = String.join("\n", lines) + (lines.isEmpty() ? "" : "\n");
            // As bytes: the name of a file may hold half a character, which writeString refuses.
            Files.write(file, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
