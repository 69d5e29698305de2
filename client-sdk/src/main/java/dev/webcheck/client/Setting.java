package dev.webcheck.client;

import java.util.Locale;

/** The settings, in the order in which the builder has them. */
enum Setting {
    ENABLED("enabled"),
    SERVICE("service"),
    KAFKA_BOOTSTRAP_SERVERS("kafka-bootstrap-servers"),
    KAFKA_TOPIC("kafka-topic"),
    QUEUE_CAPACITY("queue-capacity"),
    HEARTBEAT_INTERVAL("heartbeat-interval"),
    LEASE("lease"),
    CLOSE_TIMEOUT("close-timeout");

    private final String key;

    Setting(String key) {
        this.key = key;
    }

    String property() {
        return "webcheck." + key;
    }

    String environmentVariable() {
        return "WEBCHECK_" + key.replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
