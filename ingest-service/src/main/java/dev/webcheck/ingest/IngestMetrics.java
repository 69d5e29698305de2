package dev.webcheck.ingest;

import dev.webcheck.ingest.body.InFlight;
import dev.webcheck.ingest.refusal.Refusal;
import dev.webcheck.ingest.refusal.Refused;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/** Counts what is taken and what is refused. */
@ApplicationScoped
class IngestMetrics {

    private static final String BATCHES = "webcheck.ingest.batches";

    private final MeterRegistry registry;
    private final Counter events;
    private final Counter invalidEvents;
    private final Counter bytes;

    IngestMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.events = Counter.builder("webcheck.ingest.events.accepted")
                .description("Events that the broker has acknowledged")
                .register(registry);
        this.invalidEvents = Counter.builder("webcheck.ingest.events.invalid")
                .description("Events for which a batch was refused")
                .register(registry);
        this.bytes = Counter.builder("webcheck.ingest.accepted")
                .baseUnit("bytes")
                .description("Bytes of accepted bodies, as inflated")
                .register(registry);
        batches("accepted");
        for (Refusal reason : Refusal.values()) {
            batches(reason.slug());
        }
    }

    void watch(InFlight inFlight) {
        Gauge.builder("webcheck.ingest.requests.in.flight", inFlight, InFlight::requests)
                .description("Requests that are being worked on")
                .register(registry);
        Gauge.builder("webcheck.ingest.in.flight", inFlight, InFlight::bytes)
                .baseUnit("bytes")
                .description("Bytes of bodies that are being worked on")
                .register(registry);
    }

    void accepted(int eventCount, int byteCount) {
        batches("accepted").increment();
        events.increment(eventCount);
        bytes.increment(byteCount);
    }

    void refused(Refused refused) {
        batches(refused.reason().slug()).increment();
        invalidEvents.increment(refused.invalidEvents());
    }

    private Counter batches(String result) {
        return Counter.builder(BATCHES)
                .description("Requests, by what became of them")
                .tag("result", result)
                .register(registry);
    }
}
