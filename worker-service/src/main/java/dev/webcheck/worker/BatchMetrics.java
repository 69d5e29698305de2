package dev.webcheck.worker;

import dev.webcheck.correlation.batch.Changes;
import dev.webcheck.correlation.rule.Arrival;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** What the batches did, in numbers. docs/operating.md explains each of them. */
@ApplicationScoped
class BatchMetrics {

    private static final Duration[] COMMITTED_WITHIN = {
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2_500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(15),
        Duration.ofMinutes(1),
        Duration.ofMinutes(5),
        Duration.ofMinutes(30),
    };

    private final MeterRegistry metrics;
    private final Clock clock = Clock.systemUTC();
    private final Counter records;
    private final Counter events;
    private final Timer batches;
    private final DistributionSummary sizes;
    private final Timer eventToCommit;
    private final Counter late;
    private final Counter newRows;
    private final Counter changedRows;
    private final Counter tooLarge;

    BatchMetrics(MeterRegistry metrics) {
        this.metrics = metrics;
        records = metrics.counter("webcheck.worker.records");
        events = metrics.counter("webcheck.worker.events");
        batches = metrics.timer("webcheck.worker.batch");
        sizes = DistributionSummary.builder("webcheck.worker.batch.size")
                .baseUnit("records")
                .serviceLevelObjectives(1, 10, 100, 500, 1_000, 2_500, 5_000)
                .register(metrics);
        eventToCommit = Timer.builder("webcheck.worker.event.to.commit")
                .serviceLevelObjectives(COMMITTED_WITHIN)
                .register(metrics);
        late = metrics.counter("webcheck.worker.events.late");
        newRows = metrics.counter("webcheck.worker.rows", "change", "new");
        changedRows = metrics.counter("webcheck.worker.rows", "change", "changed");
        tooLarge = metrics.counter("webcheck.worker.batch.divisions");
    }

    /** A batch has come to its end, in the database and the dead-letter topic. */
    void finished(int records, int events, long nanos) {
        this.records.increment(records);
        this.events.increment(events);
        sizes.record(records);
        batches.record(nanos, TimeUnit.NANOSECONDS);
    }

    /** All that these arrivals change is committed. */
    void stored(List<Arrival> arrivals, Changes changes) {
        long now = clock.millis();
        for (Arrival arrival : arrivals) {
            if (arrival instanceof Arrival.OfEvent) {
                eventToCommit.record(Math.max(0, now - arrival.at().toEpochMilli()), TimeUnit.MILLISECONDS);
            }
        }
        late.increment(changes.late());
    }

    /** A transaction is committed. */
    void changed(Changes changes) {
        newRows.increment(changes.newRequests().size());
        changedRows.increment(changes.changedRequests().size());
        changes.transitions().forEach((transition, count) -> metrics.counter(
                        "webcheck.worker.transitions",
                        "outcome",
                        name(transition.outcome()),
                        "detector",
                        transition.detector().map(BatchMetrics::name).orElse("none"))
                .increment(count));
    }

    /** A transaction has to be done again. */
    void again(String cause) {
        metrics.counter("webcheck.worker.batch.retries", "cause", cause).increment();
    }

    /** What arrivals touch is more than one transaction may hold. */
    void tooLarge() {
        tooLarge.increment();
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
