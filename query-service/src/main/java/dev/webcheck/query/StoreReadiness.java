package dev.webcheck.query;

import dev.webcheck.store.read.StoreState;
import dev.webcheck.store.read.request.RequestReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.Set;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while the database answers and has its tables, also while others ask so much of it that some have to come back. */
@Readiness
@ApplicationScoped
class StoreReadiness implements HealthCheck {

    private static final Set<StoreState> READY = EnumSet.of(StoreState.READY, StoreState.BUSY);

    private final RequestReader reader;

    StoreReadiness(RequestReader reader) {
        this.reader = reader;
    }

    @Override
    public HealthCheckResponse call() {
        StoreState state = reader.state();
        return HealthCheckResponse.named("request store")
                .status(READY.contains(state))
                .withData("database", StoreWords.of(state))
                .build();
    }
}
