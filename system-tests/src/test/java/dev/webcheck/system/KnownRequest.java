package dev.webcheck.system;

import dev.webcheck.event.RequestBegin;
import dev.webcheck.event.RequestCompleted;
import dev.webcheck.event.RequestIds;
import dev.webcheck.event.RequestPhase;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A request of which it is known what has to be recorded.
 *
 * @param id the request
 * @param instanceId whose it is
 * @param begin its begin, if that is told
 * @param end its end, if that is told
 * @param verdict how it stands
 */
record KnownRequest(
        UUID id, UUID instanceId, Optional<RequestBegin> begin, Optional<RequestCompleted> end, Verdict verdict) {

    /** How a request stands, on what that rests, and how far it had come. */
    record Verdict(String outcome, String detector, Optional<RequestPhase> phase) {

        static Verdict stated(RequestCompleted end) {
            return new Verdict(end.outcome().name(), NONE, Optional.empty());
        }
    }

    static final String HEADER = "x-said";

    /** What stands for a null, here and in {@link Recordings}. */
    static final String NONE = "-";

    /** As {@link Recordings} writes the row. */
    String row() {
        return String.join(
                " | ",
                instanceId.toString(),
                verdict.outcome(),
                verdict.detector(),
                verdict.phase().map(Enum::name).orElse(NONE),
                begin.map(RequestBegin::method).orElse(NONE),
                begin.map(RequestBegin::url).orElse(NONE),
                begin.map(RequestBegin::website).orElse(NONE),
                begin.map(RequestBegin::headers).map(KnownRequest::said).orElse(NONE),
                end.filter(told -> told.statusCode().isPresent())
                        .map(told -> String.valueOf(told.statusCode().getAsInt()))
                        .orElse(NONE),
                end.map(told -> String.valueOf(told.duration().toNanos())).orElse(NONE),
                end.flatMap(RequestCompleted::errorType).orElse(NONE));
    }

    Instant hour() {
        return RequestIds.startedAt(id).truncatedTo(ChronoUnit.HOURS);
    }

    private static String said(Map<String, String> headers) {
        return headers.getOrDefault(HEADER, NONE);
    }
}
