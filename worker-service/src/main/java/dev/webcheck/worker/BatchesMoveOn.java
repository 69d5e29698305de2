package dev.webcheck.worker;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Not ready before everything is prepared, and while something that the worker needs has been away for too long. Tells what it is
 * waiting for, and since when.
 */
@Readiness
@ApplicationScoped
class BatchesMoveOn implements HealthCheck {

    private final BooleanSupplier isPrepared;
    private final Outages outages;
    private final BatchInWork batch;
    private final Duration stuckAfter;

    @Inject
    BatchesMoveOn(Start start, Outages outages, BatchInWork batch, WorkerSettings settings) {
        this(start::isThrough, outages, batch, settings.stuckAfter());
    }

    BatchesMoveOn(BooleanSupplier isPrepared, Outages outages, BatchInWork batch, Duration stuckAfter) {
        this.isPrepared = isPrepared;
        this.outages = outages;
        this.batch = batch;
        this.stuckAfter = stuckAfter;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("Batches move on")
                .status(isPrepared.getAsBoolean()
                        && outages.all().stream().noneMatch(outage -> outage.lasts(stuckAfter)));
        for (Outage outage : outages.all()) {
            Optional<Instant> since = outage.since();
            if (since.isPresent()) {
                return told(response, "waiting for " + outage.needed(), since.get());
            }
        }
        BatchInWork.State state = batch.state();
        return told(response, isPrepared.getAsBoolean() ? doing(state) : "preparing", state.since());
    }

    private static String doing(BatchInWork.State state) {
        return state.busy() ? "storing a batch" : "waiting for records";
    }

    private static HealthCheckResponse told(HealthCheckResponseBuilder response, String state, Instant since) {
        return response.withData("state", state)
                .withData("since", since.toString())
                .build();
    }
}
