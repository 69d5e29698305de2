package dev.webcheck.worker;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Tells a worker that will not go on by itself from one that waits for something. */
@ApplicationScoped
class Stuckness {

    private final Supplier<List<BatchesInWork.State>> batches;
    private final Supplier<Optional<Instant>> polledAt;
    private final Outages outages;
    private final Duration limit;
    private final Clock clock = Clock.systemUTC();

    @Inject
    Stuckness(BatchesInWork inWork, Consumers consumers, Outages outages, WorkerSettings settings) {
        this(inWork::states, consumers::polledAt, outages, settings.deadAfter());
    }

    Stuckness(
            Supplier<List<BatchesInWork.State>> batches,
            Supplier<Optional<Instant>> polledAt,
            Outages outages,
            Duration limit) {
        this.batches = batches;
        this.polledAt = polledAt;
        this.outages = outages;
        this.limit = limit;
    }

    /** Why this process should be started anew, if it should. */
    Optional<String> reason() {
        if (limit.isZero()
                || outages.all().stream().anyMatch(outage -> outage.since().isPresent())) {
            return Optional.empty();
        }
        return batches.get().stream()
                .filter(batch -> batch.busy() && isLongAgo(batch.since()))
                .map(batch -> "a batch has been in work since " + batch.since() + ", although nothing is waited for")
                .findFirst()
                .or(() -> polledAt.get()
                        .filter(this::isLongAgo)
                        .map(since -> "the consumer has not polled since " + since));
    }

    /** The time in which something was waited for does not count: when that is over, a batch may take as long as ever. */
    private boolean isLongAgo(Instant since) {
        Instant over = outages.overAt();
        Instant from = since.isAfter(over) ? since : over;
        return Duration.between(from, clock.instant()).compareTo(limit) > 0;
    }
}
