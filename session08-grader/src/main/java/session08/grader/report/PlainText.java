package session08.grader.report;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Text from a submission, without what steers a terminal or hides from a reader: escape sequences,
 * control characters, marks that turn the direction of writing, characters without width, and half
 * or forbidden ones. What is left is valid in XML 1.0. Each report adds the escapes of its format.
 *
 * <p>Why bidirectional marks go: <a href="https://www.unicode.org/reports/tr36/">Unicode TR36</a>.
 */
public final class PlainText {

    // ECMA-48: a string (OSC, DCS, SOS, PM, APC) up to its end, at most to the end of the line; CSI
    // with its
    // parameters; any other escape.
    private static final Pattern ESCAPES =
            Pattern.compile(
                    "(?:\u001B[\\]PX^_]|[\u009D\u0090\u0098\u009E\u009F])"
                            + "[^\u0007\u001B\u009C\n]*(?:\u0007|\u001B\\\\|\u009C)?"
                            + "|(?:\u001B\\[|\u009B)[0-?]*[ -/]*[@-~]?"
                            + "|\u001B[ -/]*[0-~]?");

    private PlainText() {}

    /** Of several lines, which end in {@code \n}; tabs stay. */
    public static String of(String text) {
        String unescaped =
                ESCAPES.matcher(text.replace("\r\n", "\n")).replaceAll("").replace('\r', '\n');
        var plain = new StringBuilder(unescaped.length());
        unescaped
                .codePoints()
                .map(PlainText::lineEnd)
                .filter(PlainText::isShown)
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }

    /** Of one line. */
    static String line(String text) {
        return of(text).lines()
                .map(line -> line.replace('\t', ' ').strip())
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining(" / "));
    }

    /** The first line that says anything. */
    static String firstLine(String text) {
        return of(text).lines()
                .map(line -> line.replace('\t', ' ').strip())
                .filter(line -> !line.isEmpty())
                .findFirst()
                .orElse("");
    }

    /**
     * A name. What {@link #of} removes is shown instead: the names of two submissions that look
     * alike must not become one.
     */
    public static String name(String text) {
        var plain = new StringBuilder(text.length());
        text.codePoints()
                .forEach(
                        c -> {
                            if (isShown(c) && c != '\n' && c != '\t' && lineEnd(c) == c) {
                                plain.appendCodePoint(c);
                            } else {
                                plain.append("\\u{%X}".formatted(c));
                            }
                        });
        return plain.toString();
    }

    /** At most {@code length} characters of it, with a mark where more was. */
    static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        int end = length - 1;
        if (Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end) + "…";
    }

    private static int lineEnd(int c) {
        return switch (Character.getType(c)) {
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> '\n';
            default -> c;
        };
    }

    private static boolean isShown(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL -> c == '\n' || c == '\t';
            case Character.FORMAT, Character.SURROGATE -> false;
            default -> (c & 0xFFFE) != 0xFFFE && !(c >= 0xFDD0 && c <= 0xFDEF);
        };
    }
}
