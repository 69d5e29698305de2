package dev.webcheck.client.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("1994-11-06T08:49:00Z"));

    @ParameterizedTest
    @CsvSource({"0, 0", "000, 0", "7, 7", "120, 120", "0120, 120", "301, 300", "9999, 300", "99999999999999999999, 300"
    })
    void seconds_are_waited_for_up_to_five_minutes(String value, int seconds) {
        assertThat(of(Map.of("Retry-After", value))).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sun, 06 Nov 1994 08:49:37 GMT",
                "Sun Nov  6 08:49:37 1994",
            })
    void a_date_is_read_in_the_forms_of_http(String value) {
        assertThat(of(Map.of("Retry-After", value))).contains(Duration.ofSeconds(37));
    }

    @Test
    void a_date_of_the_oldest_form_is_of_this_century() {
        assertThat(of(Map.of("Retry-After", "Friday, 06-Nov-26 08:49:37 GMT", "Date", "Fri, 06 Nov 2026 08:49:30 GMT")))
                .contains(Duration.ofSeconds(7));
    }

    @Test
    void a_date_is_compared_with_the_clock_of_the_one_who_answered() {
        assertThat(of(Map.of("Retry-After", "Mon, 01 Jan 2035 00:00:10 GMT", "Date", "Mon, 01 Jan 2035 00:00:00 GMT")))
                .contains(Duration.ofSeconds(10));
    }

    @Test
    void a_date_in_the_past_does_not_wait_and_one_far_away_five_minutes() {
        assertThat(of(Map.of("Retry-After", "Sun, 06 Nov 1994 08:48:00 GMT"))).contains(Duration.ZERO);
        assertThat(of(Map.of("Retry-After", "Mon, 01 Jan 2035 00:00:00 GMT"))).contains(Duration.ofMinutes(5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1", "1.5", "Sun, 99 Nov 1994 08:49:37 GMT"})
    void what_cannot_be_understood_says_nothing(String value) {
        assertThat(of(Map.of("Retry-After", value))).isEmpty();
        assertThat(of(Map.of())).isEmpty();
    }

    private static Optional<Duration> of(Map<String, String> headers) {
        Map<String, List<String>> lists = new java.util.HashMap<>();
        headers.forEach((name, value) -> lists.put(name, List.of(value)));
        return RetryAfter.of(HttpHeaders.of(lists, (name, value) -> true), CLOCK);
    }
}
