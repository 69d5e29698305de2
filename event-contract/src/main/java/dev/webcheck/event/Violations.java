package dev.webcheck.event;

import dev.webcheck.event.InvalidEventException.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Gathers what is wrong with the values of one event, so that all of it is told at once. */
final class Violations {

    private static final int SHOWN = 100;
    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";
    private static final long MAX_MILLIS = (1L << 48) - 1;

    private final List<Violation> found = new ArrayList<>(0);

    Violations add(String field, Object value, String message) {
        found.add(new Violation(field, shown(value), message));
        return this;
    }

    Violations missing(String field) {
        return add(field, "", "is missing");
    }

    List<Violation> all() {
        return List.copyOf(found);
    }

    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new InvalidEventException(found);
        }
    }

    Violations atLeast(String field, long value, long least) {
        return value >= least ? this : add(field, value, "must be at least " + least);
    }

    Violations range(String field, long value, long least, long most) {
        return value >= least && value <= most ? this : add(field, value, "must be from " + least + " to " + most);
    }

    Violations uuid7(String field, UUID value) {
        return RequestIds.isRequestId(value) ? this : add(field, value, "must be a UUID of version 7");
    }

    Violations duration(String field, Duration value) {
        return value.isNegative() ? add(field, value.toNanos(), "must be at least 0") : this;
    }

    Violations present(String field, boolean needed, boolean there, Object outcome) {
        return needed && !there ? add(field, "", "is missing, for the outcome is " + outcome) : this;
    }

    /** Text that Postgres and UTF-8 can hold: no NUL, no half of a surrogate pair. */
    Violations text(String field, String value, int most) {
        if (value.isEmpty() || value.length() > most) {
            return add(field, value, "must have 1 to " + most + " characters");
        }
        return isStorable(value) ? this : add(field, value, "must not contain NUL or unpaired surrogates");
    }

    /** A token of RFC 9110, section 5.6.2. */
    Violations token(String field, String value, int most) {
        boolean token = value.chars().allMatch(Violations::isTokenCharacter);
        return token ? text(field, value, most) : add(field, value, "must be an HTTP token");
    }

    Violations url(String field, String value, int most) {
        text(field, value, most);
        return Website.of(value).isPresent() ? this : add(field, value, "must be an absolute http or https URL");
    }

    Violations sign(String service, long sequence, Instant openBefore, Set<UUID> open) {
        text("service", service, EventLimits.SERVICE_LENGTH);
        atLeast("sequence", sequence, 1);
        if (openBefore.isBefore(Instant.EPOCH) || openBefore.isAfter(Instant.ofEpochMilli(MAX_MILLIS))) {
            add("openRequestsBefore", openBefore, "must be a time that a request id can hold");
        }
        if (open.size() > EventLimits.OPEN_REQUESTS) {
            add("openRequests", open.size() + " ids", "must have at most " + EventLimits.OPEN_REQUESTS + " ids");
        }
        open.forEach(id -> uuid7("openRequests", id));
        return this;
    }

    private static boolean isTokenCharacter(int c) {
        return c < 128 && (Character.isLetterOrDigit(c) || TOKEN_MARKS.indexOf(c) >= 0);
    }

    private static boolean isStorable(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == 0) {
                return false;
            }
            if (Character.isSurrogate(c)) {
                boolean pair = i + 1 < value.length() && Character.isSurrogatePair(c, value.charAt(i + 1));
                if (!pair) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    private static String shown(Object value) {
        String text = String.valueOf(value);
        String cut = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
        return cut.codePoints()
                .collect(
                        StringBuilder::new,
                        (out, c) -> out.appendCodePoint(isShowable(c) ? c : '\uFFFD'),
                        StringBuilder::append)
                .toString();
    }

    private static boolean isShowable(int c) {
        return !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE;
    }
}
