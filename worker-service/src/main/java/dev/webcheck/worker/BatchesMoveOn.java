package dev.webcheck.worker;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready while a batch has waited for the database for too long. */
@Readiness
@ApplicationScoped
class BatchesMoveOn implements HealthCheck {

    private final DatabaseOutage outage;
    private final Duration stuckAfter;

    BatchesMoveOn(DatabaseOutage outage, WorkerSettings settings) {
        this.outage = outage;
        this.stuckAfter = settings.stuckAfter();
    }

    @Override
    public HealthCheckResponse call() {
        Optional<Duration> lasts = outage.lasts();
        var response = HealthCheckResponse.named("Batches move on")
                .status(lasts.map(time -> time.compareTo(stuckAfter) < 0).orElse(true));
        lasts.ifPresent(time -> response.withData("waiting for the database since", time.toString()));
        return response.build();
    }
}
