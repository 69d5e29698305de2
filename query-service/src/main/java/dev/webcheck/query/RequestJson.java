package dev.webcheck.query;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
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
@JsonSerialize(using = RequestJsonSerializer.class)
record RequestJson(
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

    static RequestJson of(RecordedRequest request) {
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
