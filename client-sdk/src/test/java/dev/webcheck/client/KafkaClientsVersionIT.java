package dev.webcheck.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Collections;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.Test;

/** The tests of this run have the Kafka client that the run is for, and no other beside it. */
class KafkaClientsVersionIT {

    @Test
    void the_client_is_of_the_version_of_this_run() {
        assertThat(KafkaProducer.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                .endsWith("/kafka-clients-" + System.getProperty("webcheck.test.kafka-clients") + ".jar");
    }

    @Test
    void there_is_one_only() throws IOException {
        String file = KafkaProducer.class.getName().replace('.', '/') + ".class";
        assertThat(Collections.list(getClass().getClassLoader().getResources(file)))
                .hasSize(1);
    }
}
