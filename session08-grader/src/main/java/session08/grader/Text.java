package session08.grader;

import java.util.stream.Collectors;

/** Makes text that a submission had a hand in fit to be shown: on a terminal, too. */
final class Text {

    private static final int MOST_LINES = 40;
    private static final int LONGEST_LINE = 500;

    private Text() {}

    /**
     * The first lines, without what a terminal would obey or a reader would not see: control
     * characters, and marks that turn the direction of the text.
     */
    static String shown(String text) {
        String lines =
                text.lines()
                        .limit(MOST_LINES)
                        .map(Text::line)
                        .collect(Collectors.joining("\n"))
                        .stripTrailing();
        return text.lines().skip(MOST_LINES).findAny().isPresent() ? lines + "\n..." : lines;
    }

    /** The same for a text that has to stay on one line. */
    static String line(String text) {
        var shown = new StringBuilder();
        text.codePoints()
                .limit(LONGEST_LINE)
                .map(c -> isVisible(c) ? c : c == '\t' ? ' ' : '\uFFFD')
                .forEach(shown::appendCodePoint);
        return shown.length() < text.length()
                        && text.codePointCount(0, text.length()) > LONGEST_LINE
                ? shown + " ..."
                : shown.toString();
    }

    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> true;
        };
    }
}
