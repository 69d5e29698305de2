package dev.webcheck.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webcheck.client.intercept.HostPattern;
import dev.webcheck.client.intercept.Privacy;
import dev.webcheck.client.intercept.Selection;
import dev.webcheck.client.journal.JournalDirectories;
import dev.webcheck.client.publish.HttpTransport;
import dev.webcheck.client.publish.KafkaBrokers;
import dev.webcheck.client.publish.KafkaTransport;
import dev.webcheck.event.redaction.RedactionSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    private final Map<Setting, String> builder = new HashMap<>();
    private final Map<String, String> builderKafka = new HashMap<>();
    private final Map<String, String> builderHeaders = new HashMap<>();
    private final Map<String, String> properties = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();

    @Test
    void without_any_setting_the_defaults_hold() {
        Settings settings = settings();

        assertThat(settings.enabled()).isTrue();
        assertThat(settings.service()).isEqualTo("unknown_service:java");
        assertThat(settings.transport())
                .isEqualTo(new KafkaTransport(KafkaBrokers.LOCAL, "webcheck.request-events", Map.of()));
        assertThat(settings.journalEnabled()).isTrue();
        assertThat(settings.journalDirectory())
                .isEqualTo(JournalDirectories.ofProcess().directory("localhost:9092/webcheck.request-events"));
        assertThat(settings.journalSize()).isEqualTo(32 * 1024 * 1024);
        assertThat(settings.journalLeftovers()).isEqualTo(16);
        assertThat(settings.privacy()).isEqualTo(new Privacy(RedactionSettings.DEFAULT, 2_048, List.of(), List.of()));
        assertThat(settings.selection()).isEqualTo(new Selection(1, List.of(), List.of()));
        assertThat(settings.propagateTrace()).isFalse();
        assertThat(settings.heartbeatInterval()).hasSeconds(2);
        assertThat(settings.lease()).hasSeconds(10);
        assertThat(settings.closeTimeout()).hasSeconds(5);
        assertThat(settings.shutdown()).isEqualTo(new ShutdownSettings(true, Duration.ofSeconds(25)));
    }

    @Test
    void the_builder_goes_before_the_property_and_that_before_the_environment() {
        environment.put("WEBCHECK_KAFKA_TOPIC", "c");
        assertThat(kafka().topic()).isEqualTo("c");
        properties.put("webcheck.kafka-topic", "b");
        assertThat(kafka().topic()).isEqualTo("b");
        builder.put(Setting.KAFKA_TOPIC, "a");
        assertThat(kafka().topic()).isEqualTo("a");
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
                "webcheck.journal-enabled | 1 | true or false",
                "webcheck.journal-directory | a\\0b | the path of a directory",
                "webcheck.journal-size | 1048575 | a number of bytes such as 33554432 or 32MiB, from 1048576 to 1073741824",
                "webcheck.journal-size | 1023KiB | a number of bytes",
                "webcheck.journal-size | 2GiB | a number of bytes",
                "webcheck.journal-size | 999999999999GiB | a number of bytes",
                "webcheck.journal-size | 32MB | a number of bytes",
                "webcheck.journal-size | -1 | a number of bytes",
                "webcheck.journal-leftovers | 0 | a whole number from 1 to 1000",
                "webcheck.journal-leftovers | 1001 | a whole number from 1 to 1000",
                "webcheck.sensitive-parameters | a,,b | names of query parameters",
                "webcheck.sensitive-parameters | user[password] | names of query parameters",
                "webcheck.sensitive-parameters | +- | names of query parameters",
                "webcheck.redact-all-parameters | no | true or false",
                "webcheck.url-length | 63 | a whole number from 64 to 8192",
                "webcheck.url-length | 8193 | a whole number from 64 to 8192",
                "webcheck.request-headers | a b | names of headers",
                "webcheck.request-headers | a, | names of headers",
                "webcheck.request-headers | X-Id, Authorization | without authorization",
                "webcheck.request-headers | Proxy-Authorization | without proxy-authorization",
                "webcheck.request-headers | COOKIE | without cookie",
                "webcheck.response-headers | set-cookie | without set-cookie",
                "webcheck.sampling-ratio | 1.1 | a number from 0 to 1",
                "webcheck.sampling-ratio | -0.1 | a number from 0 to 1",
                "webcheck.sampling-ratio | NaN | a number from 0 to 1",
                "webcheck.sampling-ratio | 0x1p-1 | a number from 0 to 1",
                "webcheck.sampling-ratio | half | a number from 0 to 1",
                "webcheck.include-hosts | https://a.example | hosts like api.example.com",
                "webcheck.include-hosts | a.*.example | hosts like api.example.com",
                "webcheck.exclude-hosts | a:0 | hosts like api.example.com",
                "webcheck.exclude-hosts | a,,b | hosts like api.example.com",
                "webcheck.propagate-trace | yes | true or false",
                "webcheck.heartbeat-interval | 2 | a duration such as 500ms, 2s, 5m or 1h, from 100ms to 3600s",
                "webcheck.heartbeat-interval | 99ms | from 100ms to 3600s",
                "webcheck.lease | 25h | from 1s to 86400s",
                "webcheck.lease | 999999999999d | from 1s to 86400s",
                "webcheck.lease | 3s | at least twice webcheck.heartbeat-interval, which is 2s",
                "webcheck.close-timeout | -1s | from 0s to 3600s",
                "webcheck.shutdown-hook | no | true or false",
                "webcheck.shutdown-timeout | 2h | from 0s to 3600s"
            })
    void a_bad_value_is_told_with_its_name_and_what_is_allowed(String name, String value, String allowed) {
        String text = value.replace("SURROGATE", "\uD800").replace("\\0", "\0");
        properties.put(name, text);
        assertThatThrownBy(this::settings)
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith(name + " is \"" + text + "\" (system property), but must be ")
                .hasMessageContaining(allowed);
    }

    @Test
    void a_bad_variable_is_told_by_its_own_name() {
        environment.put("WEBCHECK_JOURNAL_SIZE", "0");
        assertThatThrownBy(this::settings)
                .hasMessageStartingWith("webcheck.journal-size is \"0\" (environment variable WEBCHECK_JOURNAL_SIZE)");
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void each_setting_can_be_set_by_property_and_by_environment(Setting setting) {
        String bad = "a \0,/b";
        properties.put(setting.property(), bad);
        environment.put(setting.environmentVariable(), bad);
        assertThatThrownBy(this::settings)
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith(setting.property())
                .hasMessageContaining("(system property)");
        properties.clear();
        assertThatThrownBy(this::settings)
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith(setting.property())
                .hasMessageContaining("(environment variable " + setting.environmentVariable() + ")");
    }

    @ParameterizedTest
    @CsvSource({"1048576, 1048576", "1MiB, 1048576", "64 MiB, 67108864", "1GiB, 1073741824", "2048KiB, 2097152"})
    void sizes_may_have_a_unit(String text, long bytes) {
        properties.put("webcheck.journal-size", text);
        assertThat(settings().journalSize()).isEqualTo(bytes);
    }

    @Test
    void sensitive_parameters_replace_the_usual_ones_or_add_to_them() {
        properties.put("webcheck.sensitive-parameters", "ssn, card-number");
        assertThat(settings().privacy().redaction())
                .isEqualTo(new RedactionSettings(false, Set.of("ssn", "card-number"), Set.of(), false));
        properties.put("webcheck.sensitive-parameters", "+ssn,-card-number");
        assertThat(settings().privacy().redaction())
                .isEqualTo(new RedactionSettings(true, Set.of("ssn"), Set.of("card-number"), false));
        builder.put(Setting.SENSITIVE_PARAMETERS, "");
        builder.put(Setting.REDACT_ALL_PARAMETERS, "true");
        assertThat(settings().privacy().redaction()).isEqualTo(new RedactionSettings(false, Set.of(), Set.of(), true));
    }

    @Test
    void header_names_are_in_lower_case_and_once() {
        properties.put("webcheck.request-headers", "X-Request-Id, x-request-id , Accept");
        properties.put("webcheck.response-headers", "Server");
        assertThat(settings().privacy().requestHeaders()).containsExactly("x-request-id", "accept");
        assertThat(settings().privacy().responseHeaders()).containsExactly("server");
        properties.put(
                "webcheck.request-headers",
                IntStream.range(0, 33).mapToObj(i -> "h" + i).collect(Collectors.joining(",")));
        assertThatThrownBy(this::settings).hasMessageContaining("at most 32 names of headers");
    }

    @Test
    void calls_are_selected_by_ratio_and_host() {
        properties.put("webcheck.sampling-ratio", "0.25");
        properties.put("webcheck.include-hosts", "*.Example.com, localhost:8080, *");
        properties.put("webcheck.exclude-hosts", "[::1]:80");
        Selection selection = settings().selection();
        assertThat(selection.samplingRatio()).isEqualTo(0.25);
        assertThat(selection.included())
                .containsExactly(
                        new HostPattern("*.example.com", OptionalInt.empty()),
                        new HostPattern("localhost", OptionalInt.of(8080)),
                        new HostPattern("*", OptionalInt.empty()));
        assertThat(selection.excluded()).containsExactly(new HostPattern("[::1]", OptionalInt.of(80)));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "1.0, 1", ".5, 0.5", "1.0E-4, 0.0001"})
    void a_ratio_is_any_decimal_number(String text, double ratio) {
        properties.put("webcheck.sampling-ratio", text);
        assertThat(settings().selection().samplingRatio()).isEqualTo(ratio);
    }

    @Test
    void an_ingest_service_takes_the_place_of_kafka() {
        environment.put("WEBCHECK_INGEST_URL", "http://ingest:5001/");
        environment.put("WEBCHECK_INGEST_HEADERS", "Authorization: Bearer a:b==, X-Tenant:t");
        assertThat(settings().transport())
                .isEqualTo(new HttpTransport(
                        URI.create("http://ingest:5001/api/v1/events"),
                        Map.of("Authorization", "Bearer a:b==", "X-Tenant", "t")));
        builderHeaders.put("X-Key", "a, b");
        assertThat(settings().transport())
                .isEqualTo(new HttpTransport(URI.create("http://ingest:5001/api/v1/events"), Map.of("X-Key", "a, b")));
    }

    @Test
    void of_brokers_and_an_ingest_service_the_one_counts_that_is_set_with_more_weight() {
        environment.put("WEBCHECK_INGEST_URL", "http://ingest:5001");
        properties.put("webcheck.kafka-bootstrap-servers", "kafka:9092");
        assertThat(settings().transport()).isInstanceOf(KafkaTransport.class);
        builder.put(Setting.INGEST_URL, "http://ingest:5001");
        assertThat(settings().transport()).isInstanceOf(HttpTransport.class);
        builder.put(Setting.KAFKA_BOOTSTRAP_SERVERS, "kafka:9092");
        assertThatThrownBy(this::settings)
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage("webcheck.ingest-url (set in the builder) and webcheck.kafka-bootstrap-servers (set in the"
                        + " builder) are both set, but events go one way: set only one of them");
    }

    @Test
    void a_bad_ingest_url_is_told_without_its_user_info() {
        properties.put("webcheck.ingest-url", "localhost:5001");
        assertThatThrownBy(this::settings)
                .hasMessageStartingWith(
                        "webcheck.ingest-url (system property) is \"localhost:5001\", but must be a URL");
        properties.put("webcheck.ingest-url", "http://me:hidden@ingest:5001");
        assertThatThrownBy(this::settings)
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith("webcheck.ingest-url (system property) must be a URL")
                .hasMessageContaining("webcheck.ingest-headers")
                .hasMessageNotContaining("hidden");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hidden",
                "Authorization: Bearer a, hidden",
                "Content-Type: hidden",
                "Host: hidden",
                "a b: hidden",
                "X-Key: hidden\u00e9",
                "X-Key: hidden\nX: y",
                "X-Key:"
            })
    void bad_ingest_headers_are_told_without_their_values(String headers) {
        properties.put("webcheck.ingest-headers", headers);
        assertThatThrownBy(this::settings)
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith("webcheck.ingest-headers (system property) ")
                .hasMessageNotContaining("hidden");
    }

    @Test
    void settings_of_kafkas_producer_are_passed_on() {
        environment.put("WEBCHECK_KAFKA_SECURITY_PROTOCOL", "SSL");
        environment.put("WEBCHECK_KAFKA_SSL_TRUSTSTORE_LOCATION", "/c");
        environment.put("WEBCHECK_KAFKA_LINGER_MS", "1");
        properties.put("webcheck.kafka.ssl.truststore.location", "/b");
        properties.put("webcheck.kafka.linger.ms", "2");
        builderKafka.put("linger.ms", "3");
        builderKafka.put("ssl.endpoint.identification.algorithm", "");
        assertThat(kafka().properties())
                .isEqualTo(Map.of(
                        "security.protocol", "SSL",
                        "ssl.truststore.location", "/b",
                        "linger.ms", "3",
                        "ssl.endpoint.identification.algorithm", ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bootstrap.servers | a:1 | cannot be set: the place for the brokers is webcheck.kafka-bootstrap-servers",
                "acks | 1 | cannot be set",
                "enable.idempotence | false | cannot be set",
                "key.serializer | a | cannot be set",
                "value.serializer | a | cannot be set",
                "transactional.id | a | cannot be set",
                "client.id | a | cannot be set",
                "max.in.flight.requests.per.connection | 5 | cannot be set",
                "retries | 0 | cannot be set",
                "delivery.timeout.ms | 1 | cannot be set",
                "partitioner.class | a | cannot be set",
                "interceptor.classes | a | cannot be set",
                "security.protcol | SSL | is no setting of Kafka's producer",
                "security.protocol | TLS | is \"TLS\", but must be what Kafka takes: String must be one of",
                "request.timeout.ms | soon | is \"soon\", but must be what Kafka takes: Not a number of type INT",
                "sasl.login.class | no.Such | is \"no.Such\", but must be what Kafka takes: Class no.Such could not be found",
                "sasl.jaas.config | hidden | must be a JAAS login module",
                "sasl.jaas.confg | hidden | is no setting of Kafka's producer"
            })
    void a_bad_setting_of_kafkas_producer_is_told_with_its_name(String name, String value, String fault) {
        properties.put("webcheck.kafka." + name, value);
        assertThatThrownBy(this::settings)
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith("webcheck.kafka." + name + " (system property) " + fault)
                .hasMessageNotContaining("hidden");
        properties.clear();
        builderKafka.put(name, value);
        assertThatThrownBy(this::settings)
                .hasMessageStartingWith("webcheck.kafka." + name + " (set in the builder) " + fault);
        builderKafka.clear();
        String variable = "WEBCHECK_KAFKA_" + name.replace('.', '_').toUpperCase(Locale.ROOT);
        environment.put(variable, value);
        if (!name.equals("bootstrap.servers")) {
            assertThatThrownBy(this::settings)
                    .hasMessageStartingWith(
                            "webcheck.kafka." + name + " (environment variable " + variable + ") " + fault);
        }
    }

    @Test
    void secrets_of_kafka_are_never_shown() {
        String jaas =
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"u\" password=\"hidden\";";
        properties.put("webcheck.kafka.sasl.jaas.config", jaas);
        assertThat(kafka().properties()).containsEntry("sasl.jaas.config", jaas);
        assertThat(settings().toString()).doesNotContain("hidden");
        builder.put(Setting.INGEST_URL, "http://ingest:5001");
        builderHeaders.put("Authorization", "hidden");
        assertThat(settings().toString()).doesNotContain("hidden");
    }

    @Test
    void what_kubernetes_tells_of_a_service_of_that_name_is_no_setting() {
        Map.of(
                        "WEBCHECK_KAFKA_SERVICE_HOST", "10.0.0.1",
                        "WEBCHECK_KAFKA_SERVICE_PORT", "9092",
                        "WEBCHECK_KAFKA_SERVICE_PORT_CLIENTS", "9092",
                        "WEBCHECK_KAFKA_PORT", "tcp://10.0.0.1:9092",
                        "WEBCHECK_KAFKA_PORT_9092_TCP", "tcp://10.0.0.1:9092",
                        "WEBCHECK_KAFKA_PORT_9092_TCP_ADDR", "10.0.0.1",
                        "WEBCHECK_KAFKA_KAFKA_BOOTSTRAP_SERVICE_HOST", "10.0.0.1",
                        "WEBCHECK_KAFKA_BROKERS_PORT_9092_TCP_PROTO", "tcp")
                .forEach(environment::put);
        assertThat(kafka().properties()).isEmpty();
    }

    @Test
    void of_a_webcheck_that_is_not_enabled_nothing_else_is_looked_at() {
        properties.put("webcheck.enabled", "false");
        properties.put("webcheck.lease", "long");
        properties.put("webcheck.kafka.acks", "0");
        assertThat(settings().enabled()).isFalse();
        assertThat(settings().lease()).hasSeconds(10);
    }

    @Test
    void the_builder_has_them_all() {
        WebcheckBuilder all = Webcheck.builder()
                .enabled(true)
                .service("s")
                .kafkaTopic("t")
                .kafkaBootstrapServers("a:1")
                .kafkaProperty("linger.ms", "1")
                .ingestUrl("http://ingest")
                .ingestHeader("X-Key", "k")
                .journalEnabled(true)
                .journalDirectory(Path.of("journals"))
                .journalSize(2 << 20)
                .journalLeftovers(3)
                .sensitiveParameters("a")
                .alsoSensitiveParameters("b", "c")
                .redactAllParameters(true)
                .urlLength(64)
                .requestHeaders("x")
                .responseHeaders("y")
                .samplingRatio(0.0001)
                .includeHosts("h")
                .excludeHosts("i", "j")
                .propagateTrace(true)
                .heartbeatInterval(Duration.ofSeconds(1))
                .lease(Duration.ofSeconds(5))
                .closeTimeout(Duration.ZERO)
                .shutdownHook(false)
                .shutdownTimeout(Duration.ZERO);
        SettingSources told = all.sources();
        assertThat(told.builder()).containsOnlyKeys(EnumSet.complementOf(EnumSet.of(Setting.INGEST_HEADERS)));
        assertThat(told.builderHeaders()).isEqualTo(Map.of("X-Key", "k"));
        assertThat(told.builderKafka()).isEqualTo(Map.of("linger.ms", "1"));
        assertThat(told.builder().get(Setting.SENSITIVE_PARAMETERS)).isEqualTo("a,b,c");
        assertThat(told.builder().get(Setting.SAMPLING_RATIO)).isEqualTo("1.0E-4");
        assertThatThrownBy(all::start).hasMessageContaining("are both set");
        assertThat(Webcheck.builder()
                        .alsoSensitiveParameters("a")
                        .alsoSensitiveParameters("b")
                        .sources()
                        .builder())
                .containsEntry(Setting.SENSITIVE_PARAMETERS, "+a,b");
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
        return Settings.from(new SettingSources(builder, builderKafka, builderHeaders, properties, environment));
    }

    private KafkaTransport kafka() {
        return (KafkaTransport) settings().transport();
    }
}
