package dev.webcheck.worker.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class KafkaOptionTest {

    private final Properties none = new Properties();

    @Test
    void without_a_word_it_is_the_kafka_of_this_machine() {
        assertThat(new KafkaOption().settings(Map.of(), none)).isEqualTo(Map.of("bootstrap.servers", "localhost:9092"));
    }

    @Test
    void every_kafka_variable_is_a_setting_of_the_client() {
        assertThat(new KafkaOption()
                        .settings(
                                Map.of(
                                        "KAFKA_BOOTSTRAP_SERVERS",
                                        "kafka:9093",
                                        "KAFKA_SECURITY_PROTOCOL",
                                        "SSL",
                                        "HOME",
                                        "/"),
                                none))
                .isEqualTo(Map.of("bootstrap.servers", "kafka:9093", "security.protocol", "SSL"));
    }

    @Test
    void a_system_property_comes_before_a_variable_and_the_option_before_both() {
        Properties properties = new Properties();
        properties.setProperty("kafka.bootstrap.servers", "property:1");
        KafkaOption option = new KafkaOption();
        Map<String, String> variables = Map.of("KAFKA_BOOTSTRAP_SERVERS", "variable:1");

        assertThat(option.settings(variables, properties)).containsEntry("bootstrap.servers", "property:1");
        new CommandLine(new Holder(option)).parseArgs("--bootstrap-servers", "option:1");
        assertThat(option.settings(variables, properties)).containsEntry("bootstrap.servers", "option:1");
    }

    private static final class Holder {

        @SuppressWarnings("UnusedVariable") // picocli reads it
        @CommandLine.Mixin
        private final KafkaOption kafka;

        Holder(KafkaOption kafka) {
            this.kafka = kafka;
        }
    }
}
