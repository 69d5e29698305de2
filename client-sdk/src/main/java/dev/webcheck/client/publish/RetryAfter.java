package dev.webcheck.client.publish;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads the {@code Retry-After} of an answer: seconds, or a date in one of the three forms of HTTP (RFC 9110, sections
 * 10.2.3 and 5.6.7). A date is compared with the {@code Date} of the same answer, so that no two clocks need to agree.
 */
final class RetryAfter {

    /** Nobody gets us to be silent for longer. */
    static final Duration LONGEST = Duration.ofMinutes(5);

    private static final Pattern SECONDS = Pattern.compile("\\d+");
    private static final int DIGITS_OF_LONGEST = 3;

    private static final List<DateTimeFormatter> DATES = List.of(
            DateTimeFormatter.RFC_1123_DATE_TIME,
            new DateTimeFormatterBuilder()
                    .appendPattern("EEEE, dd-MMM-")
                    .appendValueReduced(ChronoField.YEAR, 2, 2, LocalDate.of(2000, 1, 1))
                    .appendPattern(" HH:mm:ss 'GMT'")
                    .toFormatter(Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC),
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC));

    private RetryAfter() {}

    /** How long to wait; empty if the answer does not say, or not in a way that can be understood. */
    static Optional<Duration> of(HttpHeaders headers, InstantSource clock) {
        return headers.firstValue("Retry-After")
                .map(String::trim)
                .flatMap(value -> SECONDS.matcher(value).matches()
                        ? Optional.of(seconds(value))
                        : date(value).map(until -> bounded(Duration.between(now(headers, clock), until))));
    }

    private static Duration seconds(String digits) {
        String significant = digits.replaceFirst("^0+", "");
        if (significant.isEmpty()) {
            return Duration.ZERO;
        }
        return significant.length() > DIGITS_OF_LONGEST
                ? LONGEST
                : bounded(Duration.ofSeconds(Long.parseLong(significant)));
    }

    private static Instant now(HttpHeaders headers, InstantSource clock) {
        return headers.firstValue("Date").flatMap(RetryAfter::date).orElseGet(clock::instant);
    }

    private static Optional<Instant> date(String text) {
        for (DateTimeFormatter format : DATES) {
            try {
                return Optional.of(format.parse(text, Instant::from));
            } catch (DateTimeParseException e) {
                // perhaps in the next form
            }
        }
        return Optional.empty();
    }

    private static Duration bounded(Duration wait) {
        return wait.isNegative() ? Duration.ZERO : wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
