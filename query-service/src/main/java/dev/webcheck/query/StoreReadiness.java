package dev.webcheck.query;

import dev.webcheck.store.read.StoreState;
import dev.webcheck.store.read.probe.StoreProbe;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready while the database answers and has its tables, also while others ask so much of it that some have to come back. The answer
 * comes in time whatever the database does: a look at it that takes longer goes on, and shows in a later answer.
 */
@Readiness
@ApplicationScoped
class StoreReadiness implements HealthCheck {

    private static final Set<StoreState> READY = EnumSet.of(StoreState.READY, StoreState.BUSY);

    /** Whoever asks waits for two seconds or longer. */
    private static final long PATIENCE_MILLIS = 1_500;

    private final StoreProbe probe;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread looker = new Thread(task, "store-readiness");
        looker.setDaemon(true);
        return looker;
    });
    private CompletableFuture<StoreState> look = CompletableFuture.completedFuture(StoreState.READY);

    StoreReadiness(StoreProbe probe) {
        this.probe = probe;
    }

    @PreDestroy
    void close() {
        thread.shutdownNow();
    }

    @Override
    public HealthCheckResponse call() {
        StoreState state;
        try {
            state = look().get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException frozen) {
            state = StoreState.UNREACHABLE;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            state = StoreState.UNREACHABLE;
        } catch (ExecutionException mistake) {
            throw new IllegalStateException(mistake.getCause());
        }
        return HealthCheckResponse.named("request store")
                .status(READY.contains(state))
                .withData("database", StoreWords.of(state))
                .build();
    }

    /** The look that is under way, else a new one. */
    private synchronized CompletableFuture<StoreState> look() {
        if (look.isDone()) {
            look = CompletableFuture.supplyAsync(probe::look, thread);
        }
        return look;
    }
}
