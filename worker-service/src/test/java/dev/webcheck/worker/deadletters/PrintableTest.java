package dev.webcheck.worker.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PrintableTest {

    @Test
    void what_steers_a_terminal_is_written_as_its_number() {
        assertThat(Printable.text("a\u001b[2J\u0000\n\tb\u0085")).isEqualTo("a\\x1b[2J\\x00\\x0a\\x09b\\x85");
    }

    @Test
    void what_turns_or_hides_text_is_written_as_its_number() {
        assertThat(Printable.text("\u202egpj.exe\u200b \ud800 \ue000"))
                .isEqualTo("\\u{202e}gpj.exe\\u{200b} \\u{d800} \\u{e000}");
    }

    @Test
    void a_backslash_is_doubled_so_that_nothing_else_looks_like_a_number() {
        assertThat(Printable.text("\\x1b")).isEqualTo("\\\\x1b");
    }

    @Test
    void letters_of_any_script_stay() {
        assertThat(Printable.text("Zürich 東京 😀")).isEqualTo("Zürich 東京 😀");
    }

    @Test
    void the_start_of_bytes_has_at_most_so_many_characters() {
        byte[] bytes = "äöü😀xyz".getBytes(StandardCharsets.UTF_8);

        assertThat(Printable.start(bytes, 4)).isEqualTo("äöü😀");
        assertThat(Printable.start(bytes, 100)).isEqualTo("äöü😀xyz");
        assertThat(Printable.start(new byte[0], 4)).isEmpty();
    }

    @Test
    void bytes_that_are_no_text_show_as_replacement_characters() {
        assertThat(Printable.start(new byte[] {(byte) 0xff, 'a'}, 10)).isEqualTo("\ufffda");
    }
}
