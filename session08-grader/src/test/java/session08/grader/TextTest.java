package session08.grader;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextTest {

    @Test
    void what_a_terminal_would_obey_is_not_shown() {
        assertThat(Text.shown("a\u001b[2Jb\rc\u0007\u202ed\u200be\tf\u2028g"))
                .doesNotContain("\u001b", "\r", "\u0007", "\u202e", "\u200b", "\t", "\u2028")
                .contains("a", "[2Jb", "d");
    }

    @Test
    void letters_of_all_languages_are_shown() {
        String text = "na\u00efve, \u4f60\u597d, \ud83d\ude00, \"quoted\" <b>\\n";

        assertThat(Text.shown(text)).isEqualTo(text);
    }

    @Test
    void half_a_character_is_none() {
        assertThat(Text.shown("a\ud83d b")).isEqualTo("a\ufffd b");
    }

    @Test
    void forty_lines_are_enough() {
        assertThat(Text.shown("line\n".repeat(40)).lines()).hasSize(40);
        assertThat(Text.shown("line\n".repeat(41)).lines()).hasSize(41).last().isEqualTo("...");
    }

    @Test
    void a_line_has_an_end() {
        assertThat(Text.shown("x".repeat(500))).hasSize(500);
        assertThat(Text.shown("x".repeat(100_000))).hasSize(504).endsWith(" ...");
    }
}
