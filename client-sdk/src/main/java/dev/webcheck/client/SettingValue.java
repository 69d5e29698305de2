package dev.webcheck.client;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The text of a setting, and where it stood.
 *
 * @param name what the user would look for: {@code webcheck.lease}
 * @param origin the kind of the source
 * @param source who set it, for messages
 * @param text what was set
 */
record SettingValue(String name, Origin origin, String source, String text) {

    /** The kinds of sources, the one that goes before the others first. */
    enum Origin {
        BUILDER,
        PROPERTY,
        ENVIRONMENT,
        DEFAULT
    }

    private static final Pattern DURATION = Pattern.compile("(\\d{1,12})(ms|s|m|h|d)");
    private static final Pattern BYTES = Pattern.compile("(\\d{1,12}) ?(B|KiB|MiB|GiB)?");
    private static final Pattern INTEGER = Pattern.compile("\\d{1,9}");
    private static final Pattern DECIMAL = Pattern.compile("(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,3})?");
    private static final int BITS_OF_UNIT = 10;

    static SettingValue ofBuilder(String name, String text) {
        return new SettingValue(name, Origin.BUILDER, "set in the builder", text);
    }

    boolean asBoolean() {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong("true or false");
        };
    }

    int asInteger(int least, int most) {
        int value = INTEGER.matcher(text).matches() ? Integer.parseInt(text) : -1;
        if (value < least || value > most) {
            throw wrong("a whole number from " + least + " to " + most);
        }
        return value;
    }

    double asRatio() {
        double value = DECIMAL.matcher(text).matches() ? Double.parseDouble(text) : -1;
        if (value < 0 || value > 1) {
            throw wrong("a number from 0 to 1, such as 0.25");
        }
        return value;
    }

    Duration asDuration(Duration least, Duration most) {
        Matcher parts = DURATION.matcher(text);
        if (parts.matches()) {
            Duration value = duration(Long.parseLong(parts.group(1)), parts.group(2));
            if (value.compareTo(least) >= 0 && value.compareTo(most) <= 0) {
                return value;
            }
        }
        throw wrong("a duration such as 500ms, 2s, 5m or 1h, from " + shown(least) + " to " + shown(most));
    }

    long asBytes(long least, long most) {
        Matcher parts = BYTES.matcher(text);
        if (parts.matches()) {
            int units = parts.group(2) == null
                    ? 0
                    : List.of("B", "KiB", "MiB", "GiB").indexOf(parts.group(2));
            double value = Math.scalb((double) Long.parseLong(parts.group(1)), BITS_OF_UNIT * units);
            if (value >= least && value <= most) {
                return (long) value;
            }
        }
        throw wrong("a number of bytes such as 33554432 or 32MiB, from " + least + " to " + most);
    }

    /** What stands between commas, trimmed. */
    List<String> asList() {
        return text.isBlank()
                ? List.of()
                : Stream.of(text.split(",", -1)).map(String::trim).toList();
    }

    InvalidSettingException wrong(String allowed) {
        return new InvalidSettingException(name + " is \"" + text + "\" (" + source + "), but must be " + allowed);
    }

    /** For what may be a secret: the text is not shown, unless it is part of the sentence. */
    InvalidSettingException fault(String endOfSentence) {
        return new InvalidSettingException(name + " (" + source + ") " + endOfSentence);
    }

    /** As {@link #asDuration} reads it. */
    static String shown(Duration value) {
        Duration seconds = Duration.ofSeconds(value.toSeconds());
        boolean whole = value.equals(seconds) || value.toSeconds() > Integer.MAX_VALUE;
        return whole ? value.toSeconds() + "s" : value.toMillis() + "ms";
    }

    private static Duration duration(long amount, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }
}
