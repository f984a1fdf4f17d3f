package session08.chapters;

import java.util.List;

/**
 * A fenced block of a chapter.
 *
 * @param language the first word behind the backticks
 * @param mark what follows it there, or ""
 * @param fence where its first fence stands, counted from 0
 * @param lines what stands between the fences
 */
record Block(String language, String mark, int fence, List<String> lines) {

    Block {
        lines = List.copyOf(lines);
    }

    /** The number of the line behind its last fence, counted from 0. */
    int end() {
        return fence + lines.size() + 2;
    }

    String text() {
        return String.join("\n", lines);
    }

    boolean is(String wanted) {
        return language.equals(wanted);
    }
}
