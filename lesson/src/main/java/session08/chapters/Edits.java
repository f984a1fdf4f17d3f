package session08.chapters;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Where a chapter shows something else than what was found. The edits can be read, as a failed
 * test, or made.
 */
final class Edits {

    /**
     * Lines {@code from} to {@code to} of the chapter, counted from 0, become {@code lines}.
     *
     * @param at the place in the form that editors make a link of
     * @param what the difference in a sentence
     */
    private record Edit(int from, int to, List<String> lines, String at, String what) {}

    private final Chapter chapter;
    private final List<Edit> edits = new ArrayList<>();

    Edits(Chapter chapter) {
        this.chapter = chapter;
    }

    /** The content of {@code block} should be {@code lines}. */
    void content(Block block, List<String> lines, String what) {
        if (!block.lines().equals(lines)) {
            int first = block.fence() + 1;
            edits.add(new Edit(first, block.end() - 1, lines, chapter.at(block), what));
        }
    }

    /** Below {@code code} there should be a text block with {@code lines}, or none if empty. */
    void printed(Block code, Optional<Block> shown, List<String> lines, String what) {
        if (shown.isEmpty()) {
            if (!lines.isEmpty()) {
                var block = new ArrayList<>(List.of("", "```text"));
                block.addAll(lines);
                block.add("```");
                edits.add(new Edit(code.end(), code.end(), block, chapter.at(code), what));
            }
        } else if (lines.isEmpty()) {
            edits.add(
                    new Edit(code.end(), shown.get().end(), lines, chapter.at(shown.get()), what));
        } else {
            content(shown.get(), lines, what);
        }
    }

    boolean isEmpty() {
        return edits.isEmpty();
    }

    /** Puts into the file what was found. */
    void make() throws IOException {
        var lines = new ArrayList<>(chapter.lines());
        edits.stream()
                .sorted(Comparator.comparingInt(Edit::from).reversed())
                .forEach(
                        edit -> {
                            var place = lines.subList(edit.from(), edit.to());
                            place.clear();
                            place.addAll(edit.lines());
                        });
        Files.write(chapter.file(), lines);
    }

    /** Each difference: where, what, and the lines. */
    String describe() {
        var text = new ArrayList<String>();
        for (Edit edit : edits) {
            text.add(edit.at() + ": " + edit.what());
            diff(text, chapter.lines().subList(edit.from(), edit.to()), edit.lines());
            text.add("");
        }
        text.add("- is in the chapter, + was found. To put into the chapters what was found:");
        text.add("    mvn test -pl lesson -am -Dtest=LessonTest -Dlesson.update");
        return String.join("\n", text);
    }

    /** Equal lines at both ends are left out, but for one on each side. */
    private static void diff(List<String> text, List<String> shown, List<String> found) {
        int same = 0;
        int most = Math.min(shown.size(), found.size());
        while (same < most && shown.get(same).equals(found.get(same))) {
            same++;
        }
        int tail = 0;
        while (tail < most - same
                && shown.get(shown.size() - 1 - tail).equals(found.get(found.size() - 1 - tail))) {
            tail++;
        }
        if (same > 0) {
            text.add("      " + shown.get(same - 1));
        }
        shown.subList(same, shown.size() - tail).forEach(line -> text.add("    - " + line));
        found.subList(same, found.size() - tail).forEach(line -> text.add("    + " + line));
        if (tail > 0) {
            text.add("      " + shown.get(shown.size() - tail));
        }
    }
}
