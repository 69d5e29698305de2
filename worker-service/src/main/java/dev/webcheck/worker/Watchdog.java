package dev.webcheck.worker;

import io.quarkus.runtime.Quarkus;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.reactive.messaging.health.HealthReport.ChannelInfo;
import io.smallrye.reactive.messaging.providers.extension.HealthCenter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Ends the process when the consumer has stopped or is stuck, so that whoever runs it starts it again: neither comes back by
 * itself.
 */
@ApplicationScoped
class Watchdog {

    private static final Logger LOG = Logger.getLogger(Watchdog.class);

    /** Longer than an orderly end takes at most. */
    private static final Duration ORDERLY_END = Duration.ofSeconds(60);

    private final HealthCenter messaging;
    private final Stuckness stuckness;
    private final AtomicBoolean ending = new AtomicBoolean();

    Watchdog(HealthCenter messaging, Stuckness stuckness) {
        this.messaging = messaging;
        this.stuckness = stuckness;
    }

    @Scheduled(every = "2s", delayed = "10s")
    void endProcessWhenItCannotGoOn() {
        stopped().or(stuckness::reason).ifPresent(reason -> {
            LOG.errorf("The worker cannot go on, so this process ends: %s", reason);
            if (!ending.getAndSet(true)) {
                Thread last = new Thread(Watchdog::haltAfterAll, "halt-after-all");
                last.setDaemon(true);
                last.start();
            }
            Quarkus.asyncExit(1);
        });
    }

    /** What is stuck may hold up an orderly end as well. Nothing is lost by a sudden one. */
    private static void haltAfterAll() {
        try {
            TimeUnit.MILLISECONDS.sleep(ORDERLY_END.toMillis());
            Runtime.getRuntime().halt(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<String> stopped() {
        if (messaging.getLiveness().isOk()) {
            return Optional.empty();
        }
        return Optional.of("the consumer has stopped, "
                + String.join(
                        "; ",
                        messaging.getLiveness().getChannels().stream()
                                .filter(channel -> !channel.isOk())
                                .map(ChannelInfo::getMessage)
                                .toList()));
    }
}
