package dev.webcheck.worker;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Tells a worker that will not go on by itself from one that waits for something. */
@ApplicationScoped
class Stuckness {

    private final BatchInWork batch;
    private final Supplier<Optional<Instant>> pollLoopSilentSince;
    private final Outages outages;
    private final Duration limit;
    private final Clock clock = Clock.systemUTC();

    @Inject
    Stuckness(BatchInWork batch, PollLoop pollLoop, Outages outages, WorkerSettings settings) {
        this(batch, pollLoop::silentSince, outages, settings.deadAfter());
    }

    Stuckness(BatchInWork batch, Supplier<Optional<Instant>> pollLoopSilentSince, Outages outages, Duration limit) {
        this.batch = batch;
        this.pollLoopSilentSince = pollLoopSilentSince;
        this.outages = outages;
        this.limit = limit;
    }

    /** Why this process should be started anew, if it should. */
    Optional<String> reason() {
        if (limit.isZero()
                || outages.all().stream().anyMatch(outage -> outage.since().isPresent())) {
            return Optional.empty();
        }
        BatchInWork.State state = batch.state();
        if (state.busy() && isLongAgo(state.since())) {
            return Optional.of("a batch has been in work since " + state.since() + ", although nothing is waited for");
        }
        return pollLoopSilentSince
                .get()
                .filter(this::isLongAgo)
                .map(since -> "the consumer has not polled since " + since);
    }

    private boolean isLongAgo(Instant since) {
        return Duration.between(since, clock.instant()).compareTo(limit) > 0;
    }
}
