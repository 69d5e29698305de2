package dev.webcheck.client;

import dev.webcheck.client.publish.KafkaTransport;
import dev.webcheck.client.record.Instance;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;

/**
 * Settings for a {@link Webcheck}, and its start.
 *
 * <p>What is not set here is taken from the system property {@code webcheck.x-y}, else from the environment variable
 * {@code WEBCHECK_X_Y}, else by default. There, durations are written as {@code 500ms}, {@code 2s}, {@code 5m},
 * {@code 1h} or {@code 1d}. All values are checked by {@link #start}.
 *
 * <p>This class is not threadsafe.
 */
public final class WebcheckBuilder {

    private final Map<Setting, String> values = new EnumMap<>(Setting.class);

    WebcheckBuilder() {}

    /**
     * Whether anything is done at all ({@code webcheck.enabled}). Default true. A Webcheck that is not enabled starts no
     * thread, changes no client, and records nothing.
     *
     * @param enabled false for a Webcheck that does nothing
     * @return this builder
     */
    public WebcheckBuilder enabled(boolean enabled) {
        return set(Setting.ENABLED, Boolean.toString(enabled));
    }

    /**
     * The name of the service that this process is a run of ({@code webcheck.service}). Default is OpenTelemetry's
     * {@code OTEL_SERVICE_NAME}, else {@code unknown_service:java}.
     *
     * @param name 1 to 255 characters
     * @return this builder
     */
    public WebcheckBuilder service(String name) {
        return set(Setting.SERVICE, name);
    }

    /**
     * Where to find Kafka ({@code webcheck.kafka-bootstrap-servers}). Default {@code localhost:9092}.
     *
     * @param addresses {@code host:port}, more than one separated by commas
     * @return this builder
     */
    public WebcheckBuilder kafkaBootstrapServers(String addresses) {
        return set(Setting.KAFKA_BOOTSTRAP_SERVERS, addresses);
    }

    /**
     * The topic that the events go to ({@code webcheck.kafka-topic}). Default {@code webcheck.request-events}.
     *
     * @param topic the name of a topic
     * @return this builder
     */
    public WebcheckBuilder kafkaTopic(String topic) {
        return set(Setting.KAFKA_TOPIC, topic);
    }

    /**
     * How many events may wait to be published, with the ends of open requests counted in advance
     * ({@code webcheck.queue-capacity}). Default 50,000, which takes about 15 MB when it is full. Requests for which there
     * is no room are not recorded, and counted as such.
     *
     * @param events 2 to 10,000,000; one request needs two
     * @return this builder
     */
    public WebcheckBuilder queueCapacity(int events) {
        return set(Setting.QUEUE_CAPACITY, Integer.toString(events));
    }

    /**
     * The time from one heartbeat to the next ({@code webcheck.heartbeat-interval}). Default 2 seconds.
     *
     * @param interval 100 milliseconds to 1 hour
     * @return this builder
     */
    public WebcheckBuilder heartbeatInterval(Duration interval) {
        return set(Setting.HEARTBEAT_INTERVAL, SettingValue.shown(interval));
    }

    /**
     * For how long the process counts as alive after a heartbeat ({@code webcheck.lease}). Default 10 seconds.
     *
     * @param lease 1 second to 1 day, and at least two heartbeat intervals
     * @return this builder
     */
    public WebcheckBuilder lease(Duration lease) {
        return set(Setting.LEASE, SettingValue.shown(lease));
    }

    /**
     * How long {@link Webcheck#close} and the end of the process may wait for the last events to be acknowledged
     * ({@code webcheck.close-timeout}). Default 5 seconds. Zero does not wait: what was not published by then is lost.
     *
     * @param timeout 0 to 1 hour
     * @return this builder
     */
    public WebcheckBuilder closeTimeout(Duration timeout) {
        return set(Setting.CLOSE_TIMEOUT, SettingValue.shown(timeout));
    }

    /**
     * Checks the settings and starts. Does not wait for Kafka, which may come later.
     *
     * @return a Webcheck that records, until it is closed
     * @throws InvalidSettingException if a setting has a value that it cannot have
     */
    public Webcheck start() {
        Settings settings = Settings.from(SettingSources.ofProcess(values));
        Instance instance = new Instance(UUID.randomUUID(), settings.service());
        return Webcheck.start(
                settings, instance, new KafkaTransport(settings.brokers(), settings.topic(), Map.of()).open(instance.id()));
    }

    private WebcheckBuilder set(Setting setting, String value) {
        values.put(setting, value);
        return this;
    }
}
