package session08.chapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import session08.chapters.Chapter.Cell;
import session08.chapters.Chapter.ElixirCell;
import session08.chapters.Chapter.Excerpt;
import session08.chapters.JavaSession.Outcome;
import session08.process.Simulation;
import session08.process.Trace;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the lesson shows is what its code does: every cell is run, every output and every picture is
 * of that run, every excerpt is cut from a file that is compiled. {@code -Dlesson.update} puts into
 * the chapters what was found.
 */
class LessonTest {

    @TestFactory
    Stream<DynamicTest> every_cell_prints_what_the_chapter_shows() {
        return chapters(LessonTest::runJava);
    }

    @TestFactory
    Stream<DynamicTest> every_excerpt_is_cut_from_its_file() {
        return chapters(LessonTest::cut);
    }

    @TestFactory
    Stream<DynamicTest> every_cell_in_elixir_prints_what_the_chapter_shows() {
        return chapters(LessonTest::runElixir);
    }

    @FunctionalInterface
    private interface Check {
        void compare(Chapter chapter, Edits edits) throws IOException;
    }

    private static Stream<DynamicTest> chapters(Check check) {
        return Chapter.files().stream()
                .map(
                        file ->
                                dynamicTest(
                                        file.getFileName().toString(), () -> compare(file, check)));
    }

    private static void compare(Path file, Check check) throws IOException {
        Chapter chapter = Chapter.read(file);
        var edits = new Edits(chapter);
        check.compare(chapter, edits);
        if (System.getProperty("lesson.update") != null) {
            edits.make();
        } else if (!edits.isEmpty()) {
            fail(edits.describe());
        }
    }

    /**
     * In simulated time, so that what a chapter prints is the same each time, and its waits take
     * none.
     */
    static void runJava(Chapter chapter, Edits edits) throws IOException {
        List<Cell> cells = parts(chapter, Cell.class);
        if (cells.isEmpty()) {
            return;
        }
        try (var session = new JavaSession()) {
            // Watched, because then the one who runs the cells is called main.
            Simulation.run(
                    () ->
                            Trace.of(
                                    () ->
                                            cells.forEach(
                                                    cell -> run(session, cell, chapter, edits))));
        }
    }

    private static void run(JavaSession session, Cell cell, Chapter chapter, Edits edits) {
        Outcome outcome;
        try {
            outcome = session.run(cell);
        } catch (AssertionError wrong) {
            throw new AssertionError(chapter.at(cell.code()) + ": " + wrong.getMessage(), wrong);
        }
        edits.printed(
                cell.code(), cell.printed(), outcome.printed(), "the cell printed something else");
        for (Block picture : cell.pictures()) {
            List<String> drawn = draw(chapter, picture, outcome.trace());
            edits.content(picture, drawn, "the picture is of another run");
        }
    }

    /** A picture says by its first line which kind it is; the rest is drawn. */
    private static List<String> draw(Chapter chapter, Block picture, Trace trace) {
        String kind = picture.lines().isEmpty() ? "" : picture.lines().getFirst();
        return switch (kind) {
            case "sequenceDiagram" -> trace.mermaid().lines().toList();
            case "flowchart TB" -> trace.saveQueue().lines().toList();
            default ->
                    throw new AssertionError(
                            "%s: a picture begins with `sequenceDiagram` or, for the save queue, `flowchart TB`, not with `%s`"
                                    .formatted(chapter.at(picture), kind));
        };
    }

    static void cut(Chapter chapter, Edits edits) throws IOException {
        for (Excerpt excerpt : parts(chapter, Excerpt.class)) {
            edits.content(
                    excerpt.code(),
                    Excerpts.cut(excerpt.source(), excerpt.first(), excerpt.last()),
                    "the file says something else");
        }
    }

    static void runElixir(Chapter chapter, Edits edits) throws IOException {
        List<ElixirCell> cells = parts(chapter, ElixirCell.class);
        if (cells.isEmpty()) {
            return;
        }
        assumeTrue(Elixir.isInstalled(), "no Elixir on this machine: its cells are not run");
        List<List<String>> outputs =
                Elixir.outputs(cells.stream().map(cell -> cell.code().text()).toList());
        assertThat(outputs).as("one output for each cell").hasSameSizeAs(cells);
        for (int i = 0; i < cells.size(); i++) {
            edits.printed(
                    cells.get(i).code(),
                    cells.get(i).printed(),
                    outputs.get(i),
                    "Elixir printed something else");
        }
    }

    private static <P> List<P> parts(Chapter chapter, Class<P> kind) {
        return chapter.parts().stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
