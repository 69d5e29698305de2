package dev.webcheck.ingest;

import dev.webcheck.event.RequestEventsTopic;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while the broker answers and has the topic. */
@Readiness
class BrokerReadiness implements HealthCheck {

    private final TopicPresence presence;

    BrokerReadiness(TopicPresence presence) {
        this.presence = presence;
    }

    @Override
    public HealthCheckResponse call() {
        var trouble = presence.trouble();
        var response = HealthCheckResponse.named("broker")
                .status(trouble.isEmpty())
                .withData("topic", RequestEventsTopic.NAME);
        trouble.ifPresent(text -> response.withData("trouble", text));
        return response.build();
    }
}
