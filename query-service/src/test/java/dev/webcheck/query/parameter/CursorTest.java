package dev.webcheck.query.parameter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CursorTest {

    @Property
    void a_cursor_gives_back_the_id_it_was_made_of(@ForAll long high, @ForAll long low) {
        UUID id = new UUID(high, low);

        assertThat(Cursor.decode(Cursor.encode(id))).contains(id);
    }

    @Property
    void a_cursor_needs_no_escape_in_a_url(@ForAll long high, @ForAll long low) {
        assertThat(Cursor.encode(new UUID(high, low))).matches("[A-Za-z0-9_-]{23}");
    }

    @Property
    void any_text_is_either_a_cursor_or_refused(@ForAll String text) {
        Cursor.decode(text).ifPresent(id -> assertThat(Cursor.encode(id)).isEqualTo(text));
    }

    @Property
    void a_cursor_that_was_changed_in_length_is_refused(@ForAll("cursors") String cursor, @ForAll char more) {
        assertThat(Cursor.decode(cursor + more)).isEmpty();
        assertThat(Cursor.decode(cursor.substring(1))).isEmpty();
    }

    @Example
    void an_id_is_no_cursor() {
        assertThat(Cursor.decode("0195f139-0200-7b22-9f56-07fec838d4c5")).isEmpty();
    }

    @Provide
    Arbitrary<String> cursors() {
        return Arbitraries.create(UUID::randomUUID).map(Cursor::encode);
    }
}
