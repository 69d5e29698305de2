package dev.webcheck.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    private final Map<Setting, String> builder = new HashMap<>();
    private final Map<String, String> properties = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();

    @Test
    void without_any_setting_the_defaults_hold() {
        Settings settings = settings();

        assertThat(settings.enabled()).isTrue();
        assertThat(settings.service()).isEqualTo("unknown_service:java");
        assertThat(settings.brokers()).hasToString("localhost:9092");
        assertThat(settings.topic()).isEqualTo("webcheck.request-events");
        assertThat(settings.queueCapacity()).isEqualTo(50_000);
        assertThat(settings.heartbeatInterval()).hasSeconds(2);
        assertThat(settings.lease()).hasSeconds(10);
        assertThat(settings.closeTimeout()).hasSeconds(5);
    }

    @Test
    void the_builder_goes_before_the_property_and_that_before_the_environment() {
        environment.put("WEBCHECK_KAFKA_TOPIC", "c");
        assertThat(settings().topic()).isEqualTo("c");
        properties.put("webcheck.kafka-topic", "b");
        assertThat(settings().topic()).isEqualTo("b");
        builder.put(Setting.KAFKA_TOPIC, "a");
        assertThat(settings().topic()).isEqualTo("a");
    }

    @Test
    void the_service_name_of_open_telemetry_is_honoured_behind_our_own() {
        environment.put("OTEL_SERVICE_NAME", "otel");
        assertThat(settings().service()).isEqualTo("otel");
        environment.put("WEBCHECK_SERVICE", "own");
        assertThat(settings().service()).isEqualTo("own");
    }

    @Test
    void an_empty_variable_counts_as_not_set() {
        environment.put("WEBCHECK_LEASE", " ");
        assertThat(settings().lease()).hasSeconds(10);
    }

    @ParameterizedTest
    @CsvSource({"500ms, PT0.5S", "3s, PT3S", "5m, PT5M", "1h, PT1H", "0s, PT0S"})
    void durations_have_a_unit(String text, Duration expected) {
        properties.put("webcheck.close-timeout", text);
        assertThat(settings().closeTimeout()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "webcheck.enabled | yes | true or false",
                "webcheck.service | SURROGATE | 1 to 255 characters",
                "webcheck.kafka-bootstrap-servers | localhost | addresses like host:9092",
                "webcheck.kafka-bootstrap-servers | localhost:0 | addresses like host:9092",
                "webcheck.kafka-bootstrap-servers | a:1,,b:2 | addresses like host:9092",
                "webcheck.kafka-bootstrap-servers | http://a:1 | addresses like host:9092",
                "webcheck.kafka-topic | a b | the name of a Kafka topic",
                "webcheck.kafka-topic | .. | the name of a Kafka topic",
                "webcheck.queue-capacity | 1 | a whole number from 2 to 10000000",
                "webcheck.queue-capacity | 99999999999 | a whole number from 2 to 10000000",
                "webcheck.queue-capacity | many | a whole number from 2 to 10000000",
                "webcheck.heartbeat-interval | 2 | a duration such as 500ms, 2s, 5m or 1h, from 100ms to 3600s",
                "webcheck.heartbeat-interval | 99ms | from 100ms to 3600s",
                "webcheck.lease | 25h | from 1s to 86400s",
                "webcheck.lease | 999999999999d | from 1s to 86400s",
                "webcheck.lease | 3s | at least twice webcheck.heartbeat-interval, which is 2s",
                "webcheck.close-timeout | -1s | from 0s to 3600s"
            })
    void a_bad_value_is_told_with_its_name_and_what_is_allowed(String name, String value, String allowed) {
        String text = value.replace("SURROGATE", "\uD800");
        properties.put(name, text);
        assertThatThrownBy(this::settings)
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith(name + " is \"" + text + "\" (system property), but must be ")
                .hasMessageContaining(allowed);
    }

    @Test
    void a_bad_variable_is_told_by_its_own_name() {
        environment.put("WEBCHECK_QUEUE_CAPACITY", "0");
        assertThatThrownBy(this::settings).hasMessageContaining("environment variable WEBCHECK_QUEUE_CAPACITY");
    }

    @Test
    void a_heartbeat_interval_that_the_default_lease_does_not_outlast_is_told() {
        builder.put(Setting.HEARTBEAT_INTERVAL, "6s");
        assertThatThrownBy(this::settings).hasMessageContaining("webcheck.lease is \"10s\" (by default)");
    }

    @Test
    void what_the_builder_is_told_is_checked_by_its_start() {
        WebcheckBuilder bad = Webcheck.builder().lease(Duration.ofNanos(1));
        assertThatThrownBy(bad::start)
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("webcheck.lease is \"0ms\" (set in the builder)");
        assertThatThrownBy(Webcheck.builder().closeTimeout(Duration.ofSeconds(Long.MAX_VALUE))::start)
                .isInstanceOf(InvalidSettingException.class);
        assertThatThrownBy(Webcheck.builder().closeTimeout(Duration.ofSeconds(-1))::start)
                .isInstanceOf(InvalidSettingException.class);
    }

    private Settings settings() {
        return Settings.from(new SettingSources(builder, properties::get, environment::get));
    }
}
