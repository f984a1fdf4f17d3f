package session08.grader.child;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The channel on which a run reports: an object of JSON on each line. What comes out at the other
 * end is read as text and never as Java objects.
 */
final class Frames {

    private static final int LONGEST = 16_000;

    private final OutputStream out;

    Frames(OutputStream out) {
        this.out = out;
    }

    /** Writes {@code {"frame": kind, key: value, ...}}. */
    synchronized void write(String kind, String... keysAndValues) {
        var line = new StringBuilder("{\"frame\":");
        quote(kind, line);
        for (int i = 0; i < keysAndValues.length; i += 2) {
            line.append(',');
            quote(keysAndValues[i], line);
            line.append(':');
            quote(keysAndValues[i + 1], line);
        }
        line.append("}\n");
        try {
            out.write(line.toString().getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException nobodyReads) {
            Runtime.getRuntime().halt(1);
        }
    }

    private static void quote(String text, StringBuilder line) {
        line.append('"');
        int end = Math.min(text.length(), LONGEST);
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                line.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                line.append("\\u%04x".formatted((int) c));
            } else {
                line.append(c);
            }
        }
        line.append('"');
    }
}
