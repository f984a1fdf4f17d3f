package session08.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

class FingerprintTest {

    @TempDir Path folder;

    private static String of(Path place) throws IOException {
        return new Fingerprint().addFiles(place).text();
    }

    private Path jar(String name, String content, long time) throws IOException {
        Path jar = folder.resolve(name);
        try (var zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(
                    new ZipEntry("A.class").setLastModifiedTime(FileTime.fromMillis(time)));
            zip.write(content.getBytes());
        }
        return jar;
    }

    @Test
    void a_jar_that_was_made_again_is_the_same() throws IOException {
        assertThat(of(jar("1.jar", "code", 0))).isEqualTo(of(jar("2.jar", "code", 1_000_000_000)));
    }

    @Test
    void other_code_is_other() throws IOException {
        assertThat(of(jar("1.jar", "code", 0))).isNotEqualTo(of(jar("2.jar", "edoc", 0)));
    }

    @Test
    void a_folder_counts_with_its_names() throws IOException {
        Path one = Files.createDirectory(folder.resolve("one"));
        Path other = Files.createDirectory(folder.resolve("other"));
        Files.writeString(one.resolve("a.erl"), "code");
        Files.writeString(other.resolve("b.erl"), "code");

        assertThat(of(one)).isNotEqualTo(of(other));
    }
}
