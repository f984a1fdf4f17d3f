package session08.grader;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A {@code results.jsonl}: one result a line, each written as a whole as soon as it is known, so
 * that an end at any moment loses nothing that was done but, at most, half a last line.
 */
public final class ResultsFile {

    private static final ObjectMapper JSON =
            new ObjectMapper()
                    .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private ResultsFile() {}

    /**
     * All results of a file.
     *
     * @throws IllegalArgumentException if a line is none, with the file and the line's number. Only
     *     the last may be cut off, and is then left out.
     */
    public static List<Result> read(Path file) {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        var results = new ArrayList<Result>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            try {
                results.add(JSON.readValue(lines.get(i), Result.class));
            } catch (JsonProcessingException e) {
                if (i == lines.size() - 1 && !text.endsWith("\n")) {
                    break;
                }
                throw new IllegalArgumentException(
                        "%s, line %d is no result: %s"
                                .formatted(file, i + 1, e.getOriginalMessage()),
                        e);
            }
        }
        return results;
    }

    /** Adds a line. */
    public static void append(Path file, Result result) {
        try {
            // Not writeString, which refuses half a surrogate pair: a submission could end the run
            // with its message.
            Files.write(
                    file,
                    (JSON.writeValueAsString(result) + "\n").getBytes(StandardCharsets.UTF_8),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
