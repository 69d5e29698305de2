package dev.webcheck.worker;

import io.quarkus.runtime.Quarkus;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.reactive.messaging.health.HealthReport.ChannelInfo;
import io.smallrye.reactive.messaging.providers.extension.HealthCenter;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/**
 * Ends the process when the consumer has stopped, so that whoever runs it starts it again: a stopped consumer never comes back
 * by itself.
 */
@ApplicationScoped
class Watchdog {

    private static final Logger LOG = Logger.getLogger(Watchdog.class);

    private final HealthCenter messaging;

    Watchdog(HealthCenter messaging) {
        this.messaging = messaging;
    }

    @Scheduled(every = "2s", delayed = "10s")
    void endProcessWhenConsumerHasStopped() {
        if (!messaging.getLiveness().isOk()) {
            String reasons = String.join(
                    "; ",
                    messaging.getLiveness().getChannels().stream()
                            .filter(channel -> !channel.isOk())
                            .map(ChannelInfo::getMessage)
                            .toList());
            LOG.errorf("The consumer has stopped, so this process ends: %s", reasons);
            Quarkus.asyncExit(1);
        }
    }
}
