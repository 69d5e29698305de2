package dev.webcheck.query.request;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.webcheck.correlation.Detector;
import dev.webcheck.correlation.Outcome;
import dev.webcheck.event.BodySizes;
import dev.webcheck.event.Exchange;
import dev.webcheck.event.Peer;
import dev.webcheck.event.PhaseNanos;
import dev.webcheck.event.RequestPhase;
import dev.webcheck.event.TraceContext;
import dev.webcheck.store.read.history.ReplacedVerdict;
import dev.webcheck.store.read.request.RecordedRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** Makes requests that are recorded: one that is in flight and of which nothing else is known, and what is told of it. */
public final class RecordedRequests {

    static final UUID ID = UUID.fromString("0195f139-0200-7b22-9f56-07fec838d4c5");
    static final UUID INSTANCE = UUID.fromString("9d2b1c1e-51a7-4a55-9a0e-3b9e3a1f7d02");

    private Optional<String> service = Optional.empty();
    private Outcome outcome = Outcome.IN_FLIGHT;
    private Optional<UUID> callId = Optional.empty();
    private OptionalInt attempt = OptionalInt.empty();
    private Optional<String> method = Optional.empty();
    private Optional<String> url = Optional.empty();
    private Optional<String> website = Optional.empty();
    private Optional<Duration> duration = Optional.empty();
    private OptionalInt statusCode = OptionalInt.empty();
    private Optional<String> errorType = Optional.empty();
    private Optional<Detector> detector = Optional.empty();
    private Optional<Instant> verdictAt = Optional.empty();
    private Optional<TraceContext> trace = Optional.empty();
    private Map<String, String> requestHeaders = Map.of();
    private Exchange exchange = Exchange.UNSEEN;
    private List<ReplacedVerdict> history = List.of();

    public static RecordedRequest inFlight() {
        return new RecordedRequests().recorded();
    }

    /** One of which everything is known, whether or not that can be. */
    static RecordedRequest whole() {
        return new RecordedRequests()
                .service("checkout")
                .call(INSTANCE, 2)
                .method("POST")
                .url("https://example.com/<script>alert(\"1\")</script>", "example.com")
                .ended(Outcome.CRASHED, 12_345_678)
                .status(503)
                .error("connect")
                .verdict(Detector.LEASE, Instant.parse("2025-04-01T12:00:12Z"))
                .trace(new TraceContext("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"))
                .headers(Map.of("accept", "text/*"))
                .exchange(new Exchange(
                        Optional.of(RequestPhase.READING),
                        new PhaseNanos(0, 1_204_000, 8_100_000, 15_250_400, 210_000, 48_900_000, 740_000),
                        new BodySizes(0, 1312, 5120),
                        Optional.of("1.1"),
                        Optional.of(new Peer("192.0.2.10", 443)),
                        Map.of("content-type", "text/plain")))
                .history(new ReplacedVerdict(
                        Outcome.UNKNOWN,
                        Detector.STOPPED,
                        Instant.parse("2025-04-01T12:00:11Z"),
                        Optional.of(RequestPhase.SENDING),
                        Instant.parse("2025-04-01T12:00:12Z")))
                .recorded();
    }

    /** Writes them as the service does. */
    public static ObjectMapper mapper() {
        ObjectMapper mapper = new ObjectMapper();
        new RequestsAsJson().customize(mapper);
        return mapper;
    }

    RecordedRequests service(String name) {
        service = Optional.of(name);
        return this;
    }

    RecordedRequests call(UUID id, int number) {
        callId = Optional.of(id);
        attempt = OptionalInt.of(number);
        return this;
    }

    RecordedRequests method(String name) {
        method = Optional.of(name);
        return this;
    }

    RecordedRequests url(String address, String host) {
        url = Optional.of(address);
        website = Optional.of(host);
        return this;
    }

    RecordedRequests ended(Outcome how, long nanos) {
        outcome = how;
        duration = Optional.of(Duration.ofNanos(nanos));
        return this;
    }

    RecordedRequests status(int code) {
        statusCode = OptionalInt.of(code);
        return this;
    }

    RecordedRequests error(String type) {
        errorType = Optional.of(type);
        return this;
    }

    RecordedRequests verdict(Detector by, Instant at) {
        detector = Optional.of(by);
        verdictAt = Optional.of(at);
        return this;
    }

    RecordedRequests trace(TraceContext context) {
        trace = Optional.of(context);
        return this;
    }

    RecordedRequests headers(Map<String, String> headers) {
        requestHeaders = headers;
        return this;
    }

    RecordedRequests exchange(Exchange seen) {
        exchange = seen;
        return this;
    }

    RecordedRequests history(ReplacedVerdict... replaced) {
        history = List.of(replaced);
        return this;
    }

    RecordedRequest recorded() {
        return new RecordedRequest(
                ID,
                INSTANCE,
                service,
                outcome,
                callId,
                attempt,
                method,
                url,
                website,
                duration,
                statusCode,
                errorType,
                detector,
                verdictAt,
                trace,
                requestHeaders,
                exchange,
                history);
    }
}
