package dev.webcheck.client;

import java.util.Locale;

/** The settings, in the order in which the builder has them. */
enum Setting {
    ENABLED("enabled"),
    SERVICE("service"),
    KAFKA_BOOTSTRAP_SERVERS("kafka-bootstrap-servers"),
    KAFKA_TOPIC("kafka-topic"),
    INGEST_URL("ingest-url"),
    INGEST_HEADERS("ingest-headers"),
    JOURNAL_ENABLED("journal-enabled"),
    JOURNAL_DIRECTORY("journal-directory"),
    JOURNAL_SIZE("journal-size"),
    JOURNAL_LEFTOVERS("journal-leftovers"),
    SENSITIVE_PARAMETERS("sensitive-parameters"),
    REDACT_ALL_PARAMETERS("redact-all-parameters"),
    URL_LENGTH("url-length"),
    REQUEST_HEADERS("request-headers"),
    RESPONSE_HEADERS("response-headers"),
    SAMPLING_RATIO("sampling-ratio"),
    INCLUDE_HOSTS("include-hosts"),
    EXCLUDE_HOSTS("exclude-hosts"),
    PROPAGATE_TRACE("propagate-trace"),
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
