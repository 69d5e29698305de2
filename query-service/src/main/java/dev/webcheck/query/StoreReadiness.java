package dev.webcheck.query;

import dev.webcheck.store.read.StoreState;
import dev.webcheck.store.read.request.RequestReader;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while the database answers and has its tables. */
@Readiness
@ApplicationScoped
class StoreReadiness implements HealthCheck {

    private final RequestReader reader;

    StoreReadiness(RequestReader reader) {
        this.reader = reader;
    }

    @Override
    public HealthCheckResponse call() {
        StoreState state = reader.state();
        return HealthCheckResponse.named("request store")
                .status(state == StoreState.READY)
                .withData("database", StoreWords.of(state))
                .build();
    }
}
