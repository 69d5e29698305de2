package dev.webcheck.query.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webcheck.store.read.request.RequestSnapshot;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.LongRange;

class LiveCursorTest {

    private static final String CURSOR = LiveCursor.encode(new RequestSnapshot("1:1:"));

    @Property
    void a_cursor_gives_back_the_snapshot_it_was_made_of(
            @ForAll @LongRange(min = 1, max = 1L << 40) long first, @ForAll @LongRange(min = 1, max = 9) long more) {
        RequestSnapshot snapshot = new RequestSnapshot(first + ":" + (first + more) + ":" + first);
        String cursor = LiveCursor.encode(snapshot);

        assertThat(cursor).matches("[A-Za-z0-9_-]+");
        assertThat(LiveCursor.decode(cursor)).contains(snapshot);
    }

    @Property
    void one_that_ends_otherwise_is_refused(
            @ForAll @AlphaChars @CharRange(from = '0', to = '9') @Chars({'-', '_', '='}) char end) {
        String other = CURSOR.substring(0, CURSOR.length() - 1) + end;

        assertThat(LiveCursor.decode(CURSOR + end)).isEmpty();
        assertThat(LiveCursor.decode(other).isPresent()).isEqualTo(other.equals(CURSOR));
    }

    @Example
    void one_of_another_version_is_refused() {
        assertThat(LiveCursor.decode(base64("51:1:"))).isPresent();
        assertThat(LiveCursor.decode(base64("41:1:"))).isEmpty();
        assertThat(LiveCursor.decode(base64(""))).isEmpty();
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }
}
