package session08.grader.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** A folder with a report of each submission. */
final class Folder {

    private static final int LONGEST_NAME = 120;

    private Folder() {}

    /**
     * The name of a submission as the name of a file on any system: other characters than ASCII
     * letters, digits, {@code -} and {@code _} are written {@code %XX}, as in a URL; a dot stays
     * within the name. A name that is too long for some system is cut, and ends in {@code ~} and a
     * part of its hash. Different submissions have different names.
     */
    static String nameOf(String submission) {
        var name = new StringBuilder();
        byte[] bytes = submission.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            int c = bytes[i];
            boolean plain =
                    c >= 'a' && c <= 'z'
                            || c >= 'A' && c <= 'Z'
                            || c >= '0' && c <= '9'
                            || c == '-'
                            || c == '_'
                            || c == '.' && i > 0 && i < bytes.length - 1;
            name.append(plain ? String.valueOf((char) c) : "%%%02X".formatted(c & 0xFF));
        }
        return name.length() <= LONGEST_NAME
                ? name.toString()
                : name.substring(0, LONGEST_NAME) + "~" + hash(bytes);
    }

    private static String hash(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    /**
     * Makes sure that no report in the folder is of an earlier run: who collects the folder would
     * take it for a mark of this one.
     *
     * @param folder need not exist
     * @param pattern a glob of the reports, seen from the folder
     * @param now what this run writes, seen from the folder
     * @throws IllegalArgumentException if there are others, with the name of one
     */
    static void refuseOthers(Path folder, String pattern, Collection<Path> now) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        var matcher = folder.getFileSystem().getPathMatcher("glob:" + pattern);
        List<Path> others = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder, 3)) {
            files.map(folder::relativize)
                    .filter(matcher::matches)
                    .filter(file -> !now.contains(file))
                    .sorted()
                    .forEach(others::add);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder, e);
        }
        if (!others.isEmpty()) {
            throw new IllegalArgumentException(
                    "%s holds %s, which is not of this merge: name a folder that is empty"
                            .formatted(folder, others.getFirst()));
        }
    }
}
