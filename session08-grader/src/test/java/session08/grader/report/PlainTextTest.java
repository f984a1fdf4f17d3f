package session08.grader.report;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;

class PlainTextTest {

    @Test
    void text_that_harms_nobody_stays_as_it_is() {
        String text = "expected:\n\t<1> but was: \"2\" — żółć, 日本語, e\u0301, 😀, #@|`&\n";
        assertThat(PlainText.of(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\u001B[31mb",
                "a\u001B[38;5;1mb",
                "a\u001B[2Jb",
                "a\u001B[?1049hb",
                "a\u009B31mb",
                "a\u001B]0;title\u0007b",
                "a\u001B]8;;http://evil.example\u001B\\b",
                "a\u001BPq#0\u001B\\b",
                "a\u001Bcb",
                "a\u001B(0b",
                "a\u001B[b",
                "a\u001Bb",
                "a\u0008b",
                "a\u0000b",
                "a\u007Fb",
                "a\u0085b",
                "a\u202Eb",
                "a\u2066b\u2069",
                "a\u200Fb",
                "a\u061Cb",
                "a\u200Bb",
                "a\uFEFFb",
                "a\u00ADb",
                "a\uDB40\uDC41b",
                "a\uD800b",
                "a\uDC00b",
                "a\uFFFEb",
                "a\uFFFFb",
                "a\uFDD0b",
            })
    void what_steers_a_terminal_or_hides_from_a_reader_is_gone(String text) {
        // An escape takes the letter that ends it.
        assertThat(PlainText.of(text)).isIn("ab", "a");
    }

    @Test
    void an_escape_without_an_end_takes_its_line_and_no_more() {
        assertThat(PlainText.of("a\u001B]0;title\nb")).isEqualTo("a\nb");
    }

    @Test
    void lines_end_in_one_way() {
        assertThat(PlainText.of("a\r\nb\rc\u2028d\u2029e")).isEqualTo("a\nb\nc\nd\ne");
        assertThat(PlainText.line("  a\r\n\r\n\tb ")).isEqualTo("a / b");
        assertThat(PlainText.firstLine("\n  \n a\tb\nc")).isEqualTo("a b");
    }

    @Test
    void names_that_differ_look_different() {
        assertThat(PlainText.name("ann")).isEqualTo("ann");
        assertThat(PlainText.name("an\u200Bn\n")).isEqualTo("an\\u{200B}n\\u{A}");
    }

    @Test
    void what_is_cut_says_so_and_keeps_whole_characters() {
        assertThat(PlainText.cut("abc", 3)).isEqualTo("abc");
        assertThat(PlainText.cut("abcd", 3)).isEqualTo("ab…");
        assertThat(PlainText.cut("a😀bc", 3)).isEqualTo("a…");
    }

    @Property
    void whatever_comes_is_valid_and_stays_as_it_is_when_it_comes_again(@ForAll String text) {
        String plain = PlainText.of(text);

        assertThat(plain.codePoints())
                .allMatch(
                        c ->
                                c == '\n'
                                        || c == '\t'
                                        || c >= 0x20
                                                && !(c >= 0x7F && c < 0xA0)
                                                && !(c >= 0xD800 && c < 0xE000)
                                                && c != 0xFFFE
                                                && c != 0xFFFF);
        assertThat(new String(plain.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(plain);
        assertThat(PlainText.of(plain)).isEqualTo(plain);
    }
}
