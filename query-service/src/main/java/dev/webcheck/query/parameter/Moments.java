package dev.webcheck.query.parameter;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads moments: ISO 8601, in UTC where no offset is given; a date alone is its first moment. */
final class Moments {

    static final String EXPECTED = "must be an ISO 8601 time, such as 2022-04-05T23:00:00, 2022-04-05T23:00:00.5+02:00"
            + " or 2022-04-05; without an offset it is UTC";

    /** A plus in a query is a space unless it is escaped, so an offset may come with a space before it. */
    private static final Pattern UNESCAPED_PLUS = Pattern.compile("(?<=[0-9]) (?=[0-9]{2}(:?[0-9]{2})?$)");

    private static final DateTimeFormatter DATE = new DateTimeFormatterBuilder()
            .appendValue(ChronoField.YEAR, 4)
            .appendPattern("-MM-dd")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DATE)
            .appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendOffset("+HH:MM", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HHmm", "Z")
            .optionalEnd()
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private Moments() {}

    /** The moment that a text names; empty if it names none. */
    static Optional<Instant> parse(String text) {
        try {
            return Optional.of(
                    text.length() == "uuuu-MM-dd".length()
                            ? LocalDate.parse(text, DATE)
                                    .atStartOfDay(ZoneOffset.UTC)
                                    .toInstant()
                            : parseTime(UNESCAPED_PLUS.matcher(text).replaceFirst("+")));
        } catch (DateTimeParseException malformed) {
            return Optional.empty();
        }
    }

    private static Instant parseTime(String text) {
        TemporalAccessor time = TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
        return time instanceof OffsetDateTime withOffset
                ? withOffset.toInstant()
                : ((LocalDateTime) time).toInstant(ZoneOffset.UTC);
    }
}
