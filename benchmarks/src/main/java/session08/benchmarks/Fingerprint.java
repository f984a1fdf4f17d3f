package session08.benchmarks;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Whether two runs would measure the same. */
final class Fingerprint {

    private final MessageDigest digest;

    Fingerprint() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    Fingerprint add(String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** All files in a folder or a jar, without their times: a build makes the same jar anew. */
    Fingerprint addFiles(Path place) throws IOException {
        if (Files.isDirectory(place)) {
            return addFolder(place);
        }
        try (FileSystem jar = FileSystems.newFileSystem(place)) {
            return addFolder(jar.getPath("/"));
        }
    }

    private Fingerprint addFolder(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            List<Path> files =
                    walk.filter(Files::isRegularFile)
                            .filter(file -> file.toString().matches(".*\\.(class|erl)"))
                            .sorted()
                            .toList();
            for (Path file : files) {
                add(folder.relativize(file).toString());
                digest.update(Files.readAllBytes(file));
            }
        }
        return this;
    }

    String text() {
        return HexFormat.of().formatHex(digest.digest(), 0, 8);
    }

    /** The folder or jar from which a class was loaded. */
    static Path home(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
