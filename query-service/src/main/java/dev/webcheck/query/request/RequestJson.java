package dev.webcheck.query.request;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.webcheck.query.json.JsonTimes;
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
 */
@JsonPropertyOrder({
    "id",
    "callId",
    "attempt",
    "instanceId",
    "service",
    "method",
    "url",
    "website",
    "startedAt",
    "completedAt",
    "durationMillis",
    "statusCode",
    "outcome",
    "errorType",
    "detector",
    "verdictAt",
    "history",
    "execution",
    "exchange"
})
@JsonInclude(JsonInclude.Include.ALWAYS)
public record RequestJson(
        UUID id,
        @Nullable UUID callId,
        @Nullable Integer attempt,
        UUID instanceId,
        @Nullable String service,
        @Nullable String method,
        @Nullable String url,
        @Nullable String website,

        @JsonFormat(shape = JsonFormat.Shape.STRING, pattern = JsonTimes.MILLIS, timezone = "UTC")
        Instant startedAt,

        @JsonFormat(shape = JsonFormat.Shape.STRING, pattern = JsonTimes.MILLIS, timezone = "UTC") @Nullable Instant completedAt,

        @Nullable BigDecimal durationMillis,
        @Nullable Integer statusCode,
        Outcome outcome,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String errorType,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String detector,

        @JsonFormat(shape = JsonFormat.Shape.STRING, pattern = JsonTimes.MILLIS, timezone = "UTC")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable Instant verdictAt,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ReplacedVerdictJson> history,
        @JsonUnwrapped ExecutionJson execution,
        @JsonUnwrapped ExchangeJson exchange) {

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
