package session08.chapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A chapter that shows something else than what its code does is found out, and mended. */
class ChecksTest {

    @TempDir private Path folder;

    private Chapter chapter(String text) throws IOException {
        Path file = folder.resolve("chapter.md");
        Files.writeString(file, text.replace("'''", "```"));
        return Chapter.read(file);
    }

    private static String complaint(Chapter chapter) throws IOException {
        var edits = new Edits(chapter);
        LessonTest.runJava(chapter, edits);
        LessonTest.cut(chapter, edits);
        return edits.isEmpty() ? "" : edits.describe();
    }

    /** The chapter after an update. */
    private static String updated(Chapter chapter) throws IOException {
        var edits = new Edits(chapter);
        LessonTest.runJava(chapter, edits);
        LessonTest.cut(chapter, edits);
        edits.make();
        return Files.readString(chapter.file()).replace("```", "'''");
    }

    @Test
    void an_output_that_the_cell_did_not_print_is_shown_beside_what_it_printed()
            throws IOException {
        Chapter chapter =
                chapter(
                        """
                        '''java
                        println("one");
                        println("two");
                        println("three");
                        '''

                        '''text
                        one
                        zwei
                        three
                        '''
                        """);

        assertThat(complaint(chapter))
                .contains("chapter.md:7: the cell printed something else")
                .contains("    - zwei\n    + two\n")
                .contains("-Dlesson.update");
    }

    @Test
    void an_output_that_is_missing_is_put_in_and_nothing_else_is_touched() throws IOException {
        Chapter chapter =
                chapter(
                        """
                        # Before

                        '''java
                        println("one");
                        '''
                        After
                        """);

        assertThat(complaint(chapter)).contains("    + one\n");
        assertThat(updated(chapter))
                .isEqualTo(
                        """
                        # Before

                        '''java
                        println("one");
                        '''

                        '''text
                        one
                        '''
                        After
                        """);
        assertThat(complaint(Chapter.read(chapter.file()))).isEmpty();
    }

    @Test
    void an_output_of_a_cell_that_prints_nothing_is_taken_out() throws IOException {
        Chapter chapter =
                chapter(
                        """
                        '''java
                        int x = 1;
                        '''

                        '''text
                        nothing
                        '''

                        After
                        """);

        assertThat(updated(chapter))
                .isEqualTo(
                        """
                        '''java
                        int x = 1;
                        '''

                        After
                        """);
    }

    @Test
    void cells_share_what_they_declare_and_the_mailbox() throws IOException {
        assertThat(
                        updated(
                                chapter(
                                        """
                                        '''java
                                        var c = Counter.start(1);
                                        send(c, new Get(self()));
                                        '''

                                        '''java
                                        receive(Count.class)
                                        '''
                                        """)))
                .contains("==> Count[value=1]");
    }

    @Test
    void what_a_message_brings_about_is_printed_below_the_cell_that_sent_it() throws IOException {
        assertThat(
                        updated(
                                chapter(
                                        """
                                        '''java
                                        var c = Counter.start(1);
                                        send(c, new Counter.Stop());
                                        '''

                                        '''java
                                        println("later");
                                        '''
                                        """)))
                .contains("Counter stopping with final count: 1\n'''\n\n'''java\nprintln(\"later");
    }

    @Test
    void a_cell_must_end_as_its_mark_says() {
        assertThatThrownBy(() -> complaint(chapter("```java\nint x = 1 / 0;\n```\n")))
                .hasMessageContaining("chapter.md:1: the cell throws:")
                .hasMessageContaining("java.lang.ArithmeticException: / by zero");
        assertThatThrownBy(() -> complaint(chapter("```java\nint x = \"one\";\n```\n")))
                .hasMessageContaining("chapter.md:1: the compiler refuses:")
                .hasMessageContaining("String cannot be converted to int");
        assertThatThrownBy(() -> complaint(chapter("```java throws\nint x = 1;\n```\n")))
                .hasMessageContaining("chapter.md:1: the cell ends well");
        assertThatThrownBy(() -> complaint(chapter("```java refused\nint x = 1;\n```\n")))
                .hasMessageContaining("chapter.md:1: the cell ends well");
        assertThatThrownBy(() -> complaint(chapter("```java throw\nint x = 1;\n```\n")))
                .hasMessageContaining("not `java throw`");
    }

    @Test
    void nothing_of_a_cell_that_is_refused_was_run() {
        assertThatThrownBy(
                        () ->
                                complaint(
                                        chapter(
                                                """
                                                '''java refused
                                                send(self(), "stays behind");
                                                int x = "one";
                                                '''
                                                """)))
                .hasMessageContaining("a part was run before:");
    }

    @Test
    void a_name_that_is_declared_later_is_named() {
        assertThatThrownBy(
                        () ->
                                complaint(
                                        chapter(
                                                """
                                                '''java
                                                Later later() { return null; }
                                                record Later() {}
                                                '''
                                                """)))
                .hasMessageContaining("error: declared later, or nowhere: class Later");
    }

    @Test
    void a_block_that_nothing_would_check_is_refused() throws IOException {
        Chapter chapter =
                chapter(
                        """
                        '''java
                        int x = 1;
                        '''

                        In between.

                        '''text
                        made up
                        '''
                        """);

        assertThatThrownBy(() -> complaint(chapter))
                .hasMessageContaining("chapter.md:7: a `text` block that belongs to no cell");
    }

    @Test
    void a_picture_of_another_run_is_drawn_anew() throws IOException {
        Chapter chapter =
                chapter(
                        """
                        '''java
                        send(self(), "hello");
                        '''

                        '''mermaid
                        sequenceDiagram
                            participant p0 as main
                            p0->>p0: good morning
                        '''
                        """);

        assertThat(complaint(chapter))
                .contains("chapter.md:5: the picture is of another run")
                .contains("-     p0->>p0: good morning")
                .contains("+     p0->>p0: hello");
        assertThat(updated(chapter)).contains("p0->>p0: hello");
    }

    @Test
    void an_excerpt_is_what_its_file_says_now() throws IOException {
        Files.writeString(
                folder.resolve("Lamp.java"),
                """
                final class Lamp {
                    /** Documentation is left out at the start. */
                    void on() {
                        // light
                    }

                    /** And kept in between. */
                    record Off() {}
                }
                """);

        assertThat(
                        updated(
                                chapter(
                                        """
                                        From [Lamp.java](Lamp.java), `on` to `Off`:

                                        '''java
                                        void off() {}
                                        '''
                                        """)))
                .isEqualTo(
                        """
                        From [Lamp.java](Lamp.java), `on` to `Off`:

                        '''java
                        void on() {
                            // light
                        }

                        /** And kept in between. */
                        record Off() {}
                        '''
                        """);
        assertThatThrownBy(
                        () ->
                                complaint(
                                        chapter(
                                                """
                                                From [Lamp.java](Lamp.java), `dim`:

                                                '''java
                                                '''
                                                """)))
                .hasMessageContaining("Lamp.java declares no dim");
    }

    @Test
    void a_cell_in_elixir_is_run_by_elixir() throws IOException {
        assumeTrue(Elixir.isInstalled(), "no Elixir on this machine");
        Chapter chapter =
                chapter(
                        """
                        '''elixir
                        x = 20
                        IO.puts("first")
                        '''

                        '''text
                        second
                        '''

                        '''elixir
                        IO.inspect({:ok, x + 1})
                        '''
                        """);
        var edits = new Edits(chapter);

        LessonTest.runElixir(chapter, edits);

        assertThat(edits.describe())
                .contains("chapter.md:6: Elixir printed something else")
                .contains("    - second\n    + first\n")
                .contains("    + {:ok, 21}\n");
    }
}
