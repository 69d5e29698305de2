package dev.webcheck.query.request;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.webcheck.query.json.Millis;
import dev.webcheck.store.Outcome;
import dev.webcheck.store.read.request.RecordedRequest;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request as this API shows it. The first thirteen keys are always there, null while unknown; all others only where they
 * apply and are known.
 *
 * @param id its id, a UUIDv7
 * @param callId what the requests of a call share
 * @param attempt which of them it is, from 1 on
 * @param instanceId the instance that sent it
 * @param service the service of that
 * @param method its method
 * @param url its URL, redacted
 * @param website the host of that
 * @param startedAt when it began
 * @param completedAt when it ended
 * @param durationMillis how long it took
 * @param statusCode the status of the response
 * @param outcome what became of it
 * @param errorType how it failed
 * @param detector what an outcome rests on that no end states
 * @param verdictAt when that was found
 * @param history what it replaced
 * @param execution whether it happened
 * @param exchange what was seen on the wire
 */
@JsonSerialize(using = RequestJsonSerializer.class)
public record RequestJson(
        UUID id,
        @Nullable UUID callId,
        @Nullable Integer attempt,
        UUID instanceId,
        @Nullable String service,
        @Nullable String method,
        @Nullable String url,
        @Nullable String website,
        Instant startedAt,
        @Nullable Instant completedAt,
        @Nullable BigDecimal durationMillis,
        @Nullable Integer statusCode,
        Outcome outcome,
        @Nullable String errorType,
        @Nullable String detector,
        @Nullable Instant verdictAt,
        List<ReplacedVerdictJson> history,
        ExecutionJson execution,
        ExchangeJson exchange) {

    /**
     * Shows a request.
     *
     * @param request what is recorded
     * @return what is shown
     */
    public static RequestJson of(RecordedRequest request) {
        return new RequestJson(
                request.id(),
                orNull(request.callId()),
                orNull(request.attempt()),
                request.instanceId(),
                orNull(request.service()),
                orNull(request.method()),
                orNull(request.url()),
                orNull(request.website()),
                request.startedAt(),
                orNull(request.completedAt()),
                orNull(request.duration().map(duration -> Millis.ofNanos(duration.toNanos()))),
                orNull(request.statusCode()),
                request.outcome(),
                orNull(request.errorType()),
                orNull(request.detector()),
                orNull(request.verdictAt()),
                request.history().stream().map(ReplacedVerdictJson::of).toList(),
                ExecutionJson.of(request),
                ExchangeJson.of(request));
    }

    private static <T> @Nullable T orNull(Optional<T> value) {
        return value.orElse(null);
    }

    private static @Nullable Integer orNull(OptionalInt value) {
        return value.isPresent() ? value.getAsInt() : null;
    }
}
