package session08.workbook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the mistakes find the solutions that they are made in: as the grader has them. */
record Exercise(Path solutions, String mainClass) {

    String model() {
        return design("model");
    }

    String design(String name) {
        try {
            return Files.readString(solutions.resolve(name).resolve(mainClass + ".java"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
