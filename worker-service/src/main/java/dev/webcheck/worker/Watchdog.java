package dev.webcheck.worker;

import io.quarkus.runtime.Quarkus;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.reactive.messaging.health.HealthReport.ChannelInfo;
import io.smallrye.reactive.messaging.providers.extension.HealthCenter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Ends the process when the consumer has stopped or is stuck, so that whoever runs it starts it again: neither comes back by
 * itself.
 */
@ApplicationScoped
class Watchdog {

    private static final Logger LOG = Logger.getLogger(Watchdog.class);

    private final HealthCenter messaging;
    private final Stuckness stuckness;

    Watchdog(HealthCenter messaging, Stuckness stuckness) {
        this.messaging = messaging;
        this.stuckness = stuckness;
    }

    @Scheduled(every = "2s", delayed = "10s")
    void endProcessWhenItCannotGoOn() {
        stopped().or(stuckness::reason).ifPresent(reason -> {
            LOG.errorf("The worker cannot go on, so this process ends: %s", reason);
            Quarkus.asyncExit(1);
        });
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
