package dev.webcheck.query.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webcheck.query.parameter.Cursor;
import dev.webcheck.store.read.incident.IncidentPosition;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class IncidentCursorTest {

    private static final long YEAR_9999_MICROS = 253_402_300_799_999_999L;

    @Property
    void a_cursor_gives_back_the_position_it_was_made_of(
            @ForAll @LongRange(max = YEAR_9999_MICROS) long micros, @ForAll long high, @ForAll long low) {
        IncidentPosition position =
                new IncidentPosition(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), new UUID(high, low));

        String cursor = IncidentCursor.encode(position);

        assertThat(IncidentCursor.decode(cursor)).contains(position);
        assertThat(cursor).matches("[A-Za-z0-9_-]+");
        assertThat(Cursor.decode(cursor)).isEmpty();
    }

    @Property
    void a_time_that_no_database_holds_is_refused(
            @ForAll @LongRange(min = YEAR_9999_MICROS + 1, max = Long.MAX_VALUE / 4) long micros) {
        assertThat(IncidentCursor.decode(IncidentCursor.encode(
                        new IncidentPosition(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), new UUID(0, 0)))))
                .isEmpty();
    }

    @Property
    void any_text_is_either_a_cursor_or_refused(@ForAll String text) {
        IncidentCursor.decode(text).ifPresent(position -> assertThat(IncidentCursor.encode(position))
                .isEqualTo(text));
    }

    @Example
    void a_cursor_of_requests_is_none_of_incidents() {
        assertThat(IncidentCursor.decode(Cursor.encode(new UUID(1, 2)))).isEmpty();
    }
}
