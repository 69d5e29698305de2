package dev.webcheck.store.read.request;

import dev.webcheck.correlation.Detector;
import dev.webcheck.correlation.Execution;
import dev.webcheck.correlation.Outcome;
import dev.webcheck.event.Exchange;
import dev.webcheck.event.RequestIds;
import dev.webcheck.event.TraceContext;
import dev.webcheck.store.read.history.ReplacedVerdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * A request as it is recorded now. Its begin and its end arrive apart and in any order: while one of them is missing, so
 * are its parts. This record is immutable.
 *
 * @param id the request, a UUIDv7 whose time is the start of the request
 * @param instanceId the instance that sent it
 * @param service the service that the instance is a run of, once the instance has told
 * @param outcome what became of it
 * @param callId what the application asked for; from the begin
 * @param attempt the number of this request within its call, from 1 on; from the begin
 * @param method the HTTP method; from the begin
 * @param url the absolute URL, without secrets; from the begin
 * @param website the host of the URL with its port if that is not the default; from the begin
 * @param duration from the start to the end; from the end
 * @param statusCode the status of the response, where one arrived; from the end
 * @param errorType what went wrong; from the end
 * @param detector what an outcome that no end states rests on
 * @param verdictAt when that was found, by the clock of the broker
 * @param trace the trace context that it carries, if any; from the begin
 * @param requestHeaders its recorded headers, by lower-case name; from the begin
 * @param exchange what was seen of it on the wire; from the end, but the phase also from a stop of its instance
 * @param history what was believed of it before, by a detector, oldest first
 */
public record RecordedRequest(
        UUID id,
        UUID instanceId,
        Optional<String> service,
        Outcome outcome,
        Optional<UUID> callId,
        OptionalInt attempt,
        Optional<String> method,
        Optional<String> url,
        Optional<String> website,
        Optional<Duration> duration,
        OptionalInt statusCode,
        Optional<String> errorType,
        Optional<Detector> detector,
        Optional<Instant> verdictAt,
        Optional<TraceContext> trace,
        Map<String, String> requestHeaders,
        Exchange exchange,
        List<ReplacedVerdict> history) {

    /** Ids, times and words, with their names. */
    private static final int SHORT_PARTS = 300;

    public RecordedRequest {
        history = List.copyOf(history);
    }

    /**
     * About how much memory and text it takes: an allowance for what is short, and what others chose the length of.
     *
     * @return bytes
     */
    public int size() {
        return SHORT_PARTS
                + length(url)
                + length(website)
                + length(service)
                + length(errorType)
                + length(requestHeaders)
                + length(exchange.responseHeaders())
                + history.size() * SHORT_PARTS;
    }

    private static int length(Optional<String> text) {
        return text.isPresent() ? text.get().length() : 0;
    }

    private static int length(Map<String, String> headers) {
        int length = 0;
        for (Map.Entry<String, String> header : headers.entrySet()) {
            length += header.getKey().length() + header.getValue().length();
        }
        return length;
    }

    /**
     * When the request started, by the clock of the instance.
     *
     * @return the time in the id, to the millisecond
     */
    public Instant startedAt() {
        return RequestIds.startedAt(id);
    }

    /**
     * When the request was over.
     *
     * @return the start and the duration added up; empty without an end
     */
    public Optional<Instant> completedAt() {
        return duration.map(startedAt()::plus);
    }

    /**
     * Whether the request may have been executed, although it came to no good end.
     *
     * @return empty while it is in flight and where its response arrived
     */
    public Optional<Execution> execution() {
        return Execution.of(outcome, detector, exchange.phase(), errorType);
    }
}
