package dev.webcheck.store.read.request;

import dev.webcheck.event.Exchange;
import dev.webcheck.event.TraceContext;
import dev.webcheck.store.HeadersJson;
import dev.webcheck.store.Outcome;
import dev.webcheck.store.read.history.ReplacedJson;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of the table of requests. It does not leave this package. */
@Entity
@Immutable
@Table(name = "request")
@SuppressWarnings("NullAway.Init")
class RequestRow {

    @Id
    UUID id;

    @Column(name = "instance_id")
    UUID instanceId;

    @Enumerated(EnumType.STRING)
    Outcome outcome;

    @Column(name = "call_id")
    @Nullable UUID callId;

    @Nullable Integer attempt;

    @Nullable String method;

    @Nullable String url;

    @Nullable String website;

    @Column(name = "duration_nanos")
    @Nullable Long durationNanos;

    @Column(name = "status_code")
    @Nullable Short statusCode;

    @Column(name = "error_type")
    @Nullable String errorType;

    @Nullable String detector;

    @Column(name = "verdict_at")
    @Nullable Instant verdictAt;

    @Column(name = "trace_id")
    @Nullable UUID traceId;

    @Column(name = "span_id")
    @Nullable String spanId;

    /** JSON, which the driver hands out as text. */
    @Column(name = "request_headers")
    @Nullable String requestHeaders;

    /** JSON, which the driver hands out as text. */
    @Column(name = "replaced_verdicts")
    @Nullable String replacedVerdicts;

    @Embedded
    @Nullable ExchangeColumns exchange;

    /** Of columns that are such a row and the service of its instance. */
    static RecordedRequest recorded(@Nullable Object[] columns) {
        return ((RequestRow) Objects.requireNonNull(columns[0])).recorded(Optional.ofNullable((String) columns[1]));
    }

    RecordedRequest recorded(Optional<String> service) {
        return new RecordedRequest(
                id,
                instanceId,
                service,
                outcome,
                Optional.ofNullable(callId),
                attempt == null ? OptionalInt.empty() : OptionalInt.of(attempt),
                Optional.ofNullable(method),
                Optional.ofNullable(url),
                Optional.ofNullable(website),
                Optional.ofNullable(durationNanos).map(Duration::ofNanos),
                statusCode == null ? OptionalInt.empty() : OptionalInt.of(statusCode),
                Optional.ofNullable(errorType),
                Optional.ofNullable(detector),
                Optional.ofNullable(verdictAt),
                Optional.ofNullable(traceId).map(this::trace),
                requestHeaders == null ? Map.of() : HeadersJson.read(requestHeaders),
                exchange == null ? Exchange.UNSEEN : exchange.seen(),
                replacedVerdicts == null ? List.of() : ReplacedJson.readVerdicts(replacedVerdicts));
    }

    private TraceContext trace(UUID traceId) {
        return new TraceContext(traceId.toString().replace("-", ""), String.valueOf(spanId));
    }
}
