package dev.webcheck.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicPresenceTest {

    @ParameterizedTest
    @CsvSource({
        "SASL_PLAINTEXT, sasl.mechanism,          PLAIN,            JAAS",
        "SSL,            ssl.truststore.location, /no/such/file.p12, /no/such/file.p12",
        "SASLPLAIN,      sasl.mechanism,          PLAIN,            SASLPLAIN"
    })
    void a_wrong_setting_of_Kafka_is_logged_once_with_its_cause(
            String protocol, String key, String value, String cause) {
        Logged logged = new Logged();
        TopicPresence presence = new TopicPresence(
                Map.of("bootstrap.servers", "localhost:1", "security.protocol", protocol, key, value));
        try (logged) {
            assertThat(presence.look()).contains("The broker cannot be reached.");
            assertThat(presence.look()).contains("The broker cannot be reached.");
        } finally {
            presence.close();
        }
        assertThat(logged.warnings())
                .filteredOn(line -> line.startsWith(TopicPresence.class.getName()))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .contains("The broker cannot be reached.")
                        .contains(cause));
    }
}
