package dev.webcheck.query.parameter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MomentsTest {

    @ParameterizedTest
    @CsvSource({
        "2022-04-05T23:00:00, 2022-04-05T23:00:00Z",
        "2022-04-05T23:00, 2022-04-05T23:00:00Z",
        "2022-04-05T23:00:00.5, 2022-04-05T23:00:00.500Z",
        "2022-04-05T23:00:00.123456789, 2022-04-05T23:00:00.123456789Z",
        "2022-04-05T23:00:00Z, 2022-04-05T23:00:00Z",
        "2022-04-05t23:00:00z, 2022-04-05T23:00:00Z",
        "2022-04-05T23:00:00+02:00, 2022-04-05T21:00:00Z",
        "2022-04-05T23:00:00-0530, 2022-04-06T04:30:00Z",
        "2022-04-05, 2022-04-05T00:00:00Z",
    })
    void moments_are_read(String text, Instant moment) {
        assertThat(Moments.parse(text)).contains(moment);
    }

    @Test
    void a_plus_that_a_query_turned_into_a_space_is_a_plus() {
        assertThat(Moments.parse("2022-04-05T23:00:00 02:00")).contains(Instant.parse("2022-04-05T21:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "yesterday",
                "1649199600",
                "2022-04-05 23:00:00",
                "2022-04-05T",
                "2022-04-05T24:00:00",
                "2022-04-05T23:60:00",
                "2022-02-30",
                "2022-02-30T00:00:00",
                "2022-4-5",
                "22-04-05T23:00:00",
                "+12022-04-05T23:00:00",
                "-2022-04-05T23:00:00",
                "2022-04-05T23:00:00+19:00",
                "2022-04-05T23:00:00[Europe/Berlin]",
                "2022-04-05T23:00:00Z ",
                "2022-04-05T23:00:00\u0000",
                "２０２２-04-05"
            })
    void anything_else_is_refused(String text) {
        assertThat(Moments.parse(text)).isEmpty();
    }

    @Property
    void a_time_without_an_offset_is_utc(@ForAll @IntRange(min = 0, max = Integer.MAX_VALUE) int seconds) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC);

        assertThat(Moments.parse(DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time)))
                .contains(Instant.ofEpochSecond(seconds));
    }

    @Property
    void an_offset_changes_the_text_and_not_the_moment(
            @ForAll @IntRange(min = 0, max = Integer.MAX_VALUE) int seconds,
            @ForAll @IntRange(min = -18 * 60, max = 18 * 60) int minutes) {
        Instant moment = Instant.ofEpochSecond(seconds);
        ZoneOffset offset = ZoneOffset.ofTotalSeconds(minutes * 60);

        assertThat(Moments.parse(moment.atOffset(offset).toString())).contains(moment);
        assertThat(Moments.parse(moment.atOffset(offset).toString().replace('+', ' ')))
                .contains(moment);
    }

    @Property
    void no_text_breaks_the_reading(@ForAll String text) {
        assertThat(Moments.parse(text)).isNotNull();
    }
}
