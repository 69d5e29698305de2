package dev.webcheck.query.completeness;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.webcheck.store.read.completeness.Completeness;
import dev.webcheck.store.read.completeness.Completeness.Missing;
import dev.webcheck.store.read.completeness.Completeness.Unknown;
import dev.webcheck.store.read.completeness.Recorded;
import org.jspecify.annotations.Nullable;

/** Those keys of an account that say what is recorded, and whether that is all. */
@JsonPropertyOrder({
    "completeness",
    "reason",
    "begun",
    "ended",
    "inFlight",
    "crashed",
    "unknown",
    "unrecorded",
    "missing",
    "endsWithoutBegin"
})
@JsonInclude(JsonInclude.Include.NON_NULL)
record AccountJson(
        String completeness,
        @Nullable String reason,
        long begun,
        long ended,
        long inFlight,
        long crashed,
        long unknown,
        long unrecorded,
        long missing,
        long endsWithoutBegin) {

    static AccountJson of(Recorded recorded, long unrecorded, Completeness completeness) {
        long missing = completeness instanceof Missing some ? some.requests() : 0;
        return new AccountJson(
                word(completeness),
                completeness instanceof Unknown unknown ? unknown.reason().name() : null,
                recorded.begun() + unrecorded + missing,
                recorded.ended(),
                recorded.inFlight(),
                recorded.crashed(),
                recorded.unknown(),
                unrecorded,
                missing,
                recorded.withoutBegin());
    }

    private static String word(Completeness completeness) {
        if (completeness instanceof Missing) {
            return "MISSING";
        }
        return completeness instanceof Unknown ? "UNKNOWN" : "COMPLETE";
    }
}
