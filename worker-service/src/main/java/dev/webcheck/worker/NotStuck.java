package dev.webcheck.worker;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Not alive when the worker will not go on by itself; waiting for a server is no such thing. */
@Liveness
@ApplicationScoped
class NotStuck implements HealthCheck {

    private final Stuckness stuckness;

    NotStuck(Stuckness stuckness) {
        this.stuckness = stuckness;
    }

    @Override
    public HealthCheckResponse call() {
        Optional<String> reason = stuckness.reason();
        var response = HealthCheckResponse.named("Not stuck").status(reason.isEmpty());
        reason.ifPresent(why -> response.withData("reason", why));
        return response.build();
    }
}
