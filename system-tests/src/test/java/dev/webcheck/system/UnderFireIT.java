package dev.webcheck.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webcheck.client.Webcheck;
import dev.webcheck.event.RequestEventsTopic;
import dev.webcheck.local.LocalStack;
import dev.webcheck.local.LocalStackSettings;
import dev.webcheck.local.Service;
import dev.webcheck.local.ServiceProcess;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;

/**
 * Workers are killed and paused, the broker is restarted and the database crashes, all under load; then every row, every
 * count, every instance and every dead letter is what the events say, and nothing is there twice.
 */
class UnderFireIT {

    private static final Duration EVENTUALLY = Duration.ofSeconds(90);
    private static final int PARTITIONS = 4;
    private static final int UUID_LENGTH = 36;
    private static final Map<String, String> WORKER = Map.of(
            "WEBCHECK_TOPIC_PARTITIONS",
            String.valueOf(PARTITIONS),
            // the foreign instances have clocks that are wrong by years
            "WEBCHECK_RETENTION",
            "0",
            "WEBCHECK_COUNTS_RETENTION",
            "0",
            "KAFKA_SESSION_TIMEOUT_MS",
            "6000",
            "KAFKA_HEARTBEAT_INTERVAL_MS",
            "1000");

    private final long seed = Long.getLong("webcheck.seed", System.nanoTime());

    @Test
    void whatever_is_killed_or_taken_away_all_that_was_told_is_recorded_once() throws Exception {
        System.out.println("UnderFireIT burns with -Dwebcheck.seed=" + seed);
        Random random = new Random(seed);
        LocalStackSettings settings = LocalStackSettings.temporary().withEnvironment(Service.WORKER, WORKER);
        try (LocalStack stack = LocalStack.of(settings).start();
                TargetServer server = new TargetServer();
                Webcheck webcheck = Webcheck.builder()
                        .service("load")
                        .kafkaBootstrapServers(stack.kafka().bootstrapServers())
                        .start();
                SteadyLoad load =
                        new SteadyLoad(webcheck.instrument(HttpClients.custom()).build(), server);
                ForeignStream stream = new ForeignStream(stack.kafka().bootstrapServers(), new Random(seed))) {
            ServiceProcess second = stack.startAnother(Service.WORKER);
            second.awaitReady(EVENTUALLY);
            Recordings recordings =
                    new Recordings(stack.postgres().jdbcUrl(), stack.postgres().username());
            recordings.refuse(Poison.REFUSED);
            stream.start();
            load.start();

            List<ServiceProcess> workers = List.of(stack.worker(), second);
            try (Fire fire = new Fire(stack, workers, random, () -> awaitFurther(stream, random))) {
                fire.burn();
            }
            stream.finish();
            load.finish();

            List<ForeignInstance> foreign = stream.instances();
            int sent = load.sent();
            assertThat(server.seen()).hasSize(sent);
            awaitAll(recordings, foreign, server.website(), sent);
            assertThat(webcheck.counters().unrecorded()).isZero();
            seeDeadLetters(stack.kafka().bootstrapServers(), stream.sentPoisons());
        }
    }

    private void awaitAll(Recordings recordings, List<ForeignInstance> foreign, String website, int sent) {
        Map<String, String> instances = KnownAnswer.instances(foreign);
        await().atMost(EVENTUALLY)
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptionsInstanceOf(SQLException.class)
                .untilAsserted(() -> {
                    Map<String, String> rows = recordings.requests();
                    long ofTheLoad = rows.values().stream()
                            .filter(row -> row.contains(" | " + website + " | "))
                            .filter(row -> row.contains(" | COMPLETED | "))
                            .count();
                    assertThat(ofTheLoad).as("requests of the load").isEqualTo(sent);
                    rows.values().removeIf(row -> row.contains(" | " + website + " | "));
                    assertSame("requests", rows, KnownAnswer.requests(foreign));
                    Map<String, String> found = recordings.instances();
                    found.keySet().retainAll(instances.keySet());
                    assertSame("instances", found, instances);
                    assertSame("incidents", recordings.incidents(), KnownAnswer.incidents(foreign));
                    Map<String, Long> byInstance = recordings.countsByInstance();
                    byInstance.keySet().removeIf(place -> !instances.containsKey(place.substring(0, UUID_LENGTH)));
                    assertSame("counts by instance", byInstance, KnownAnswer.countsByInstance(foreign));
                    Map<String, Long> counts = recordings.counts();
                    assertSame("counts of minutes", recordings.countsOfMinutes(), withoutWebsites(counts));
                    assertThat(completedOf(counts, website))
                            .as("count of the load")
                            .isEqualTo(sent);
                    counts.keySet().removeIf(place -> place.contains(" " + website + " "));
                    assertSame("counts", counts, KnownAnswer.counts(foreign));
                });
    }

    private static Map<String, Long> withoutWebsites(Map<String, Long> counts) {
        Map<String, Long> sums = new TreeMap<>();
        counts.forEach((place, count) -> sums.merge(place.replaceFirst(" \\S+ ", " "), count, Long::sum));
        return sums;
    }

    private static long completedOf(Map<String, Long> counts, String website) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getKey().endsWith(" " + website + " COMPLETED"))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private <V> void assertSame(String what, Map<String, V> found, Map<String, V> expected) {
        List<String> differences = new ArrayList<>();
        expected.forEach((key, value) -> {
            if (!value.equals(found.get(key))) {
                differences.add(key + " is " + found.get(key) + " and should be " + value);
            }
        });
        found.forEach((key, value) -> {
            if (!expected.containsKey(key)) {
                differences.add(key + " is " + value + " and should not be there");
            }
        });
        assertThat(differences.stream().limit(10))
                .as("seed %d: %s, %d of %d wrong", seed, what, differences.size(), expected.size())
                .isEmpty();
    }

    private void seeDeadLetters(String bootstrapServers, Map<String, Poison> poisons) {
        List<ConsumerRecord<byte[], byte[]>> letters = deadLetters(bootstrapServers);
        Set<String> told = letters.stream().map(UnderFireIT::source).collect(Collectors.toSet());
        assertThat(told).as("seed %d: dead letters", seed).isEqualTo(poisons.keySet());
        for (ConsumerRecord<byte[], byte[]> letter : letters) {
            Poison poison = Objects.requireNonNull(poisons.get(source(letter)));
            assertThat(letter.value()).isEqualTo(poison.value());
            assertThat(header(letter, RequestEventsTopic.DEAD_LETTER_TOPIC_HEADER))
                    .isEqualTo(RequestEventsTopic.NAME);
            assertThat(header(letter, RequestEventsTopic.DEAD_LETTER_REASON_HEADER))
                    .contains(poison.reason());
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> deadLetters(String bootstrapServers) {
        TopicPartition all = new TopicPartition(RequestEventsTopic.DEAD_LETTER_NAME, 0);
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(all));
            long end = consumer.endOffsets(List.of(all)).values().iterator().next();
            List<ConsumerRecord<byte[], byte[]>> letters = new ArrayList<>();
            while (consumer.position(all) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(letters::add);
            }
            return letters;
        }
    }

    private static String source(ConsumerRecord<byte[], byte[]> letter) {
        boolean isElement = letter.headers().lastHeader(RequestEventsTopic.DEAD_LETTER_INDEX_HEADER) != null;
        return header(letter, RequestEventsTopic.DEAD_LETTER_PARTITION_HEADER) + "@"
                + header(letter, RequestEventsTopic.DEAD_LETTER_OFFSET_HEADER)
                + ForeignRecord.place(isElement ? header(letter, RequestEventsTopic.DEAD_LETTER_INDEX_HEADER) : "");
    }

    private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static void awaitFurther(ForeignStream stream, Random random) {
        int enough = stream.sent() + 1_500 + random.nextInt(3_500);
        await().atMost(EVENTUALLY).until(() -> stream.sent() > enough);
    }
}
