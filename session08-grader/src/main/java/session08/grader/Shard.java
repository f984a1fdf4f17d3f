package session08.grader;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of all submissions that one of several machines grades.
 *
 * <p>Which shard a submission belongs to depends on its name and the number of shards alone. The
 * machines need not talk to each other, and a submission that comes later moves no other.
 *
 * @param index which part, from 1
 * @param count of how many
 */
public record Shard(int index, int count) {

    /** All submissions: what a single machine grades. */
    public static final Shard ALL = new Shard(1, 1);

    private static final Pattern FORM = Pattern.compile("(\\d{1,6})/(\\d{1,6})");

    /**
     * @throws IllegalArgumentException unless {@code 1 <= index <= count}
     */
    public Shard {
        if (count < 1) {
            throw new IllegalArgumentException(
                    "a shard is one of at least 1, not of %d".formatted(count));
        }
        if (index < 1 || index > count) {
            throw new IllegalArgumentException(
                    "shards count from 1: of %d there is no shard %d".formatted(count, index));
        }
    }

    /**
     * Reads {@code i/n}.
     *
     * @throws IllegalArgumentException if it is of another form or there is no such shard, with
     *     what was written
     */
    public static Shard parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "a shard is written i/n, such as 2/7 for the second of seven, not: " + text);
        }
        return new Shard(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)));
    }

    /** Whether this shard grades the submission of that name. Exactly one of the n does. */
    public boolean contains(String submission) {
        return Long.remainderUnsigned(hash(submission), count) == index - 1;
    }

    // Not String.hashCode: names such as hw-001 to hw-300 differ in their last letters only, and
    // would fall into a few of the shards.
    private static long hash(String name) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(name.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return index + "/" + count;
    }
}
