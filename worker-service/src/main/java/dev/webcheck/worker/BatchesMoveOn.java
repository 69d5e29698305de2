package dev.webcheck.worker;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Not ready while something that the worker needs has been away for too long. Tells what it is waiting for, and since when. */
@Readiness
@ApplicationScoped
class BatchesMoveOn implements HealthCheck {

    private final Outages outages;
    private final Supplier<Boolean> underWay;
    private final Supplier<List<BatchesInWork.State>> batches;
    private final Duration stuckAfter;

    @Inject
    BatchesMoveOn(Outages outages, Consuming consuming, BatchesInWork inWork, WorkerSettings settings) {
        this(outages, consuming::isUnderWay, inWork::states, settings.stuckAfter());
    }

    BatchesMoveOn(
            Outages outages,
            Supplier<Boolean> underWay,
            Supplier<List<BatchesInWork.State>> batches,
            Duration stuckAfter) {
        this.outages = outages;
        this.underWay = underWay;
        this.batches = batches;
        this.stuckAfter = stuckAfter;
    }

    @Override
    public HealthCheckResponse call() {
        boolean started = underWay.get();
        HealthCheckResponseBuilder response = HealthCheckResponse.named("Batches move on")
                .status(started && outages.all().stream().noneMatch(outage -> outage.lasts(stuckAfter)));
        for (Outage outage : outages.all()) {
            Optional<Instant> since = outage.since();
            if (since.isPresent()) {
                return told(response, "waiting for " + outage.needed(), since.get());
            }
        }
        if (!started) {
            return response.withData("state", "starting").build();
        }
        return batches.get().stream()
                .filter(BatchesInWork.State::busy)
                .map(BatchesInWork.State::since)
                .min(Comparator.naturalOrder())
                .map(since -> told(response, "storing a batch", since))
                .orElseGet(() -> told(response, "waiting for records", idleSince()));
    }

    private Instant idleSince() {
        return batches.get().stream()
                .map(BatchesInWork.State::since)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static HealthCheckResponse told(HealthCheckResponseBuilder response, String state, Instant since) {
        return response.withData("state", state)
                .withData("since", since.toString())
                .build();
    }
}
