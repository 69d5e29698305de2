package dev.webcheck.worker;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Not ready while something that the worker needs has been away for too long. Tells what it is waiting for, and since when. */
@Readiness
@ApplicationScoped
class BatchesMoveOn implements HealthCheck {

    private final Outages outages;
    private final BatchInWork batch;
    private final Duration stuckAfter;

    @Inject
    BatchesMoveOn(Outages outages, BatchInWork batch, WorkerSettings settings) {
        this(outages, batch, settings.stuckAfter());
    }

    BatchesMoveOn(Outages outages, BatchInWork batch, Duration stuckAfter) {
        this.outages = outages;
        this.batch = batch;
        this.stuckAfter = stuckAfter;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("Batches move on")
                .status(outages.all().stream().noneMatch(outage -> outage.lasts(stuckAfter)));
        for (Outage outage : outages.all()) {
            Optional<Instant> since = outage.since();
            if (since.isPresent()) {
                return told(response, "waiting for " + outage.needed(), since.get());
            }
        }
        BatchInWork.State state = batch.state();
        return told(response, state.busy() ? "storing a batch" : "waiting for records", state.since());
    }

    private static HealthCheckResponse told(HealthCheckResponseBuilder response, String state, Instant since) {
        return response.withData("state", state)
                .withData("since", since.toString())
                .build();
    }
}
