package dev.webcheck.worker;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/** How far the database is behind the topic, measured every few seconds; with that, whether the broker answers. */
@ApplicationScoped
class Lag {

    private final OwnedPartitions owned;
    private final StoredOffsets stored;
    private final TopicEnds topic;
    private final Outages outages;
    private final MultiGauge records;
    private final MultiGauge seconds;
    private final Clock clock = Clock.systemUTC();

    Lag(OwnedPartitions owned, StoredOffsets stored, TopicEnds topic, Outages outages, MeterRegistry metrics) {
        this.owned = owned;
        this.stored = stored;
        this.topic = topic;
        this.outages = outages;
        records = MultiGauge.builder("webcheck.worker.lag").baseUnit("records").register(metrics);
        seconds = MultiGauge.builder("webcheck.worker.lag.time")
                .baseUnit("seconds")
                .register(metrics);
        Gauge.builder("webcheck.worker.partitions", () -> owned.now().size()).register(metrics);
    }

    @Scheduled(every = "5s", concurrentExecution = ConcurrentExecution.SKIP)
    void measure() throws InterruptedException {
        if (outages.ofTopic().since().isPresent()) {
            return;
        }
        try {
            Set<Integer> partitions = owned.now();
            show(topic.ends(partitions), topic.committed(partitions));
            outages.ofBroker().isOver();
        } catch (ExecutionException e) {
            outages.ofBroker()
                    .goesOn(String.valueOf(
                            e.getCause() == null ? e : e.getCause().getMessage()));
        }
    }

    private void show(Map<Integer, Long> ends, Map<Integer, Long> committed) {
        List<Row<?>> inRecords = new ArrayList<>();
        List<Row<?>> inSeconds = new ArrayList<>();
        ends.forEach((partition, end) -> {
            Tags tags = Tags.of("partition", String.valueOf(partition));
            long next = stored.of(partition)
                    .map(last -> last.offset() + 1)
                    .orElseGet(() -> committed.getOrDefault(partition, 0L));
            long behind = Math.max(0, end - next);
            inRecords.add(Row.of(tags, behind));
            stored.of(partition).ifPresent(last -> {
                Duration age = Duration.between(last.at(), clock.instant());
                inSeconds.add(Row.of(tags, behind == 0 ? 0 : Math.max(0, age.toMillis() / 1_000.0)));
            });
        });
        records.register(inRecords, true);
        seconds.register(inSeconds, true);
    }
}
