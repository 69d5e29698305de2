package dev.webcheck.client;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webcheck.event.RequestEventsTopic;
import dev.webcheck.local.EmbeddedKafka;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The SDK comes before any worker, on a broker that creates each topic that somebody asks for. */
class MissingTopicIT {

    private static final int PARTITIONS = 12;

    private final Path journals;
    private final TestServer server = TestServer.start();
    private final EmbeddedKafka kafka = EmbeddedKafka.startTemporary(Map.of("auto.create.topics.enable", "true"));
    private final Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));

    MissingTopicIT(@TempDir Path journals) {
        this.journals = journals;
    }

    @AfterEach
    void close() {
        admin.close();
        kafka.close();
        server.close();
    }

    @Test
    void the_topic_is_waited_for_and_not_created() throws Exception {
        try (Webcheck webcheck = Webcheck.builder()
                        .kafkaBootstrapServers(kafka.bootstrapServers())
                        .journalDirectory(journals)
                        .start();
                CloseableHttpClient client =
                        webcheck.instrument(HttpClients.custom()).build()) {
            client.execute(new HttpGet(server.url("/ok")), response -> null);
            await().atMost(60, SECONDS).until(() -> webcheck.counters().failedPublishes() >= 3);
            assertThat(admin.listTopics().names().get()).doesNotContain(RequestEventsTopic.NAME);
            assertThat(webcheck.counters().pending()).isGreaterThanOrEqualTo(2);

            kafka.createTopic(RequestEventsTopic.NAME, PARTITIONS, Map.of("message.timestamp.type", "LogAppendTime"));
            await().atMost(60, SECONDS).until(() -> webcheck.counters().pending() == 0);
            assertThat(webcheck.counters().refused()).isZero();
        }
        assertThat(published()).isPositive();
    }

    /** How many records there are, in all partitions that were asked for. */
    private long published() throws Exception {
        int partitions = admin.describeTopics(List.of(RequestEventsTopic.NAME))
                .allTopicNames()
                .get()
                .values()
                .iterator()
                .next()
                .partitions()
                .size();
        assertThat(partitions).isEqualTo(PARTITIONS);
        long records = 0;
        for (int partition = 0; partition < partitions; partition++) {
            TopicPartition of = new TopicPartition(RequestEventsTopic.NAME, partition);
            records += admin.listOffsets(Map.of(of, OffsetSpec.latest()))
                    .partitionResult(of)
                    .get()
                    .offset();
        }
        return records;
    }
}
