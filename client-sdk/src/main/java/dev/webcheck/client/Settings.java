package dev.webcheck.client;

import dev.webcheck.client.publish.KafkaBrokers;
import dev.webcheck.event.EventLimits;
import dev.webcheck.event.RequestEventsTopic;
import java.time.Duration;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The settings of one Webcheck, checked; {@link WebcheckBuilder} says what they mean.
 *
 * @param enabled false for one that does nothing
 * @param service the name of the service
 * @param brokers where to find Kafka
 * @param topic the topic that the events go to
 * @param queueCapacity how many begins and ends may wait
 * @param heartbeatInterval from one heartbeat to the next
 * @param lease for how long the instance counts as alive after a heartbeat
 * @param closeTimeout how long a close may take
 */
record Settings(
        boolean enabled,
        String service,
        KafkaBrokers brokers,
        String topic,
        int queueCapacity,
        Duration heartbeatInterval,
        Duration lease,
        Duration closeTimeout) {

    static final String UNKNOWN_SERVICE = "unknown_service:java";
    static final int MAX_QUEUE_CAPACITY = 10_000_000;

    private static final Duration MAX_HEARTBEAT_INTERVAL = Duration.ofHours(1);
    private static final Duration MAX_CLOSE_TIMEOUT = Duration.ofHours(1);
    private static final Pattern TOPIC = Pattern.compile("(?!\\.{1,2}$)[a-zA-Z0-9._-]{1,249}");

    static Settings from(SettingSources sources) {
        Settings settings = new Settings(
                value(sources, Setting.ENABLED, SettingValue::asBoolean, true),
                service(sources),
                value(sources, Setting.KAFKA_BOOTSTRAP_SERVERS, Settings::brokers, KafkaBrokers.LOCAL),
                value(sources, Setting.KAFKA_TOPIC, Settings::topic, RequestEventsTopic.NAME),
                value(sources, Setting.QUEUE_CAPACITY, text -> text.asInteger(2, MAX_QUEUE_CAPACITY), 50_000),
                value(
                        sources,
                        Setting.HEARTBEAT_INTERVAL,
                        text -> text.asDuration(Duration.ofMillis(100), MAX_HEARTBEAT_INTERVAL),
                        Duration.ofSeconds(2)),
                value(sources, Setting.LEASE, Settings::lease, Duration.ofSeconds(10)),
                value(
                        sources,
                        Setting.CLOSE_TIMEOUT,
                        text -> text.asDuration(Duration.ZERO, MAX_CLOSE_TIMEOUT),
                        Duration.ofSeconds(5)));
        settings.checkLeaseOutlastsHeartbeats(sources);
        return settings;
    }

    private static <T> T value(SettingSources sources, Setting setting, Function<SettingValue, T> read, T otherwise) {
        return sources.find(setting).map(read).orElse(otherwise);
    }

    private static String service(SettingSources sources) {
        return sources.find(Setting.SERVICE)
                .or(sources::findOpenTelemetryService)
                .map(Settings::serviceName)
                .orElse(UNKNOWN_SERVICE);
    }

    private static String serviceName(SettingValue value) {
        String name = value.text();
        boolean storable = name.codePoints().noneMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE);
        if (name.isEmpty() || name.length() > EventLimits.SERVICE_LENGTH || !storable) {
            throw value.wrong("1 to " + EventLimits.SERVICE_LENGTH + " characters");
        }
        return name;
    }

    private static KafkaBrokers brokers(SettingValue value) {
        return KafkaBrokers.parse(value.text())
                .orElseThrow(() -> value.wrong("addresses like host:9092, separated by commas"));
    }

    private static String topic(SettingValue value) {
        if (!TOPIC.matcher(value.text()).matches()) {
            throw value.wrong("the name of a Kafka topic: 1 to 249 of a-z, A-Z, 0-9, '.', '_' and '-'");
        }
        return value.text();
    }

    private static Duration lease(SettingValue value) {
        return value.asDuration(
                Duration.ofMillis(EventLimits.MIN_LEASE_MILLIS), Duration.ofMillis(EventLimits.MAX_LEASE_MILLIS));
    }

    private void checkLeaseOutlastsHeartbeats(SettingSources sources) {
        Duration least = heartbeatInterval.multipliedBy(2);
        if (lease.compareTo(least) < 0) {
            throw sources.find(Setting.LEASE)
                    .orElse(new SettingValue(Setting.LEASE.property(), "by default", SettingValue.shown(lease)))
                    .wrong("at least twice " + Setting.HEARTBEAT_INTERVAL.property() + ", which is "
                            + SettingValue.shown(heartbeatInterval));
        }
    }
}
