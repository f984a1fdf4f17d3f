package session08.grader;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was taken from a submission.
 *
 * @param files the text of each source file by its path, {@code
 *     session08/exercises/ratelimiter/RateLimiter.java}
 */
record Sources(SortedMap<String, String> files) {

    Sources {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    static Sources of(Map<String, String> files) {
        return new Sources(new TreeMap<>(files));
    }

    /** Of names and texts, so that equal submissions are seen to be equal. */
    String sha256() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            files.forEach(
                    (path, text) -> {
                        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                        digest.update(
                                (path + "\0" + bytes.length + "\0")
                                        .getBytes(StandardCharsets.UTF_8));
                        digest.update(bytes);
                    });
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
