package dev.webcheck.event;

import dev.webcheck.event.InvalidEventException.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Gathers what is wrong with the values of one event, so that all of it is told at once. */
final class Violations {

    /** More than an event has fields; what has more faults need not have them all told. */
    private static final int MOST = 30;

    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);
    private static final Duration SHORTEST_LEASE = Duration.ofMillis(EventLimits.MIN_LEASE_MILLIS);
    private static final Duration LONGEST_LEASE = Duration.ofMillis(EventLimits.MAX_LEASE_MILLIS);

    private final List<Violation> found = new ArrayList<>(0);

    Violations add(String field, Object value, String message) {
        if (found.size() < MOST) {
            found.add(new Violation(Shown.of(field), Shown.of(value), message));
        }
        return this;
    }

    Violations missing(String field) {
        return add(field, "", "is missing");
    }

    /** Takes over what was found of fields that nothing was found of here: who looked first knows the value as written. */
    Violations addOfOtherFields(List<Violation> others) {
        List<String> known = found.stream().map(Violation::field).toList();
        others.stream().filter(other -> !known.contains(other.field())).forEach(found::add);
        return this;
    }

    int count() {
        return found.size();
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
        if (value.isNegative()) {
            return add(field, fitsNanos(value) ? value.toNanos() : value, "must be at least 0");
        }
        return value.compareTo(LONGEST) <= 0 ? this : add(field, value, "must be at most " + Long.MAX_VALUE);
    }

    Violations lease(String field, Duration value) {
        if (value.compareTo(SHORTEST_LEASE) >= 0 && value.compareTo(LONGEST_LEASE) <= 0) {
            return this;
        }
        return add(
                field,
                fitsNanos(value) ? value.toMillis() : value,
                "must be from " + EventLimits.MIN_LEASE_MILLIS + " to " + EventLimits.MAX_LEASE_MILLIS);
    }

    Violations present(String field, boolean needed, boolean there, Object outcome) {
        return needed && !there ? add(field, "", "is missing, for the outcome is " + outcome) : this;
    }

    /** Text of at least one character. */
    Violations text(String field, String value, int most) {
        return value.isEmpty() || Characters.areMoreThan(most, value)
                ? add(field, value, "must have 1 to " + most + " characters")
                : storable(field, value);
    }

    private Violations storable(String field, String value) {
        return Characters.areStorable(value) ? this : add(field, value, "must not contain NUL or unpaired surrogates");
    }

    /** A token of RFC 9110, section 5.6.2. */
    Violations token(String field, String value, int most) {
        return Characters.areToken(value) ? text(field, value, most) : add(field, value, "must be an HTTP token");
    }

    /** An id of W3C Trace Context. */
    Violations hexId(String field, String value, int digits) {
        return value.length() == digits && Characters.areHexId(value)
                ? this
                : add(field, value, "must be " + digits + " lower-case hexadecimal digits, not all of them 0");
    }

    /** A measure: at least 0, or -1 where it was not seen. */
    Violations seen(String field, long value) {
        return value == PhaseNanos.NOT_SEEN ? this : atLeast(field, value, 0);
    }

    Violations headers(String field, Map<String, String> headers) {
        if (headers.size() > EventLimits.HEADERS) {
            return add(field, headers.size() + " headers", "must have at most " + EventLimits.HEADERS + " headers");
        }
        headers.forEach((name, value) -> header(field + "." + name, name, value));
        return this;
    }

    private void header(String field, String name, String value) {
        if (Characters.haveUpperCase(name)) {
            add(field, name, "must be named in lower case");
        } else {
            token(field, name, EventLimits.HEADER_NAME_LENGTH);
        }
        if (Characters.areMoreThan(EventLimits.HEADER_VALUE_LENGTH, value)) {
            add(field, value, "must have at most " + EventLimits.HEADER_VALUE_LENGTH + " characters");
        } else {
            storable(field, value);
        }
    }

    Violations url(String field, String value, int most) {
        int before = found.size();
        text(field, value, most);
        return found.size() > before || Website.of(value).isPresent()
                ? this
                : add(
                        field,
                        value,
                        "must be an absolute http or https URL with a valid host and no control characters");
    }

    Violations sign(String service, long sequence, Instant openBefore, Set<UUID> open) {
        text("service", service, EventLimits.SERVICE_LENGTH);
        atLeast("sequence", sequence, 1);
        if (openBefore.isBefore(Instant.EPOCH) || openBefore.isAfter(RequestIds.LATEST)) {
            add("openRequestsBefore", openBefore, "must be from " + Instant.EPOCH + " to " + RequestIds.LATEST);
        }
        if (open.size() > EventLimits.OPEN_REQUESTS) {
            return add("openRequests", open.size() + " ids", "must have at most " + EventLimits.OPEN_REQUESTS + " ids");
        }
        open.stream()
                .filter(id -> !RequestIds.isRequestId(id))
                .findFirst()
                .ifPresent(id -> add("openRequests", id, "must be UUIDs of version 7"));
        return this;
    }

    /** Whether the value can be told in its unit; no event that was read has a duration for which it cannot. */
    private static boolean fitsNanos(Duration value) {
        return value.compareTo(LONGEST) <= 0 && value.compareTo(LONGEST.negated()) >= 0;
    }
}
