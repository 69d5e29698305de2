package dev.webcheck.client;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a setting, and where it stood.
 *
 * @param name what the user would look for: {@code webcheck.lease}
 * @param source who set it, for messages
 * @param text what was set
 */
record SettingValue(String name, String source, String text) {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,12})(ms|s|m|h|d)");
    private static final Pattern INTEGER = Pattern.compile("\\d{1,9}");

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

    InvalidSettingException wrong(String allowed) {
        return new InvalidSettingException(name + " is \"" + text + "\" (" + source + "), but must be " + allowed);
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
