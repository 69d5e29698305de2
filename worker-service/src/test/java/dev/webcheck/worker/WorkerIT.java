package dev.webcheck.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webcheck.event.EndOutcome;
import dev.webcheck.event.Event;
import dev.webcheck.event.EventCodec;
import dev.webcheck.event.Exchange;
import dev.webcheck.event.InstanceHeartbeat;
import dev.webcheck.event.RequestBegin;
import dev.webcheck.event.RequestCompleted;
import dev.webcheck.event.RequestCounters;
import dev.webcheck.event.RequestEventsTopic;
import dev.webcheck.event.RequestIds;
import dev.webcheck.local.EmbeddedKafka;
import dev.webcheck.local.EmbeddedPostgres;
import dev.webcheck.worker.deadletters.DeadLettersCommand;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.jdbc.PgConnection;

/** The worker between a real broker and a real database. */
@NullUnmarked
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgres.class)
class WorkerIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    /** With its key and what Kafka adds, just below the mebibyte that producers send by default. */
    private static final int LARGEST_VALUE = 1_048_400;

    private final UUID instance = UUID.randomUUID();
    private final UUID request = RequestIds.next();

    @Inject
    Consuming consuming;

    @Inject
    DataSource dataSource;

    @ConfigProperty(name = "mp.messaging.outgoing.ticks.delivery.timeout.ms")
    int tickLives;

    @Inject
    Schema schema;

    EmbeddedKafka kafka;
    EmbeddedPostgres postgres;
    private TopicClient topic;

    @BeforeEach
    void connect() {
        await().atMost(SOON).until(consuming::isUnderWay);
        topic = new TopicClient(kafka.bootstrapServers());
    }

    @AfterEach
    void disconnect() {
        topic.close();
    }

    @Test
    void a_begin_becomes_a_row_in_flight_and_its_end_completes_it() {
        topic.send(begin(request));
        awaitOutcome(request, "IN_FLIGHT");

        topic.send(end(request));
        awaitOutcome(request, "COMPLETED");
        assertThat(queried(
                        "SELECT url || ' ' || status_code || ' ' || duration_nanos FROM request WHERE id = ?", request))
                .isEqualTo("http://shop.example/cart 200 5000000");
    }

    @Test
    void a_silent_instance_is_presumed_dead_and_its_heartbeat_takes_that_back() {
        topic.send(heartbeat(1, Duration.ofSeconds(2)), begin(request));
        awaitOutcome(request, "CRASHED");
        assertThat(queried("SELECT detector FROM request WHERE id = ?", request))
                .isEqualTo("lease");

        topic.send(heartbeat(2, Duration.ofSeconds(60)));
        awaitOutcome(request, "IN_FLIGHT");
    }

    @Test
    void an_end_that_comes_late_overrides_the_verdict() {
        topic.send(heartbeat(1, Duration.ofSeconds(2)), begin(request));
        awaitOutcome(request, "CRASHED");

        topic.send(end(request));
        awaitOutcome(request, "COMPLETED");
    }

    @Test
    void counts_follow_the_rows() {
        UUID other = RequestIds.next();
        String website = "site-" + instance + ".example";
        topic.send(begin(request, website), begin(other, website), end(request), end(request));
        awaitOutcome(request, "COMPLETED");

        await().atMost(SOON).untilAsserted(() -> assertThat(queried(
                        "SELECT sum(completed) || ' ' || sum(in_flight) FROM website_hour_count WHERE website = ?",
                        website))
                .isEqualTo("1 1"));
    }

    @Test
    void what_is_no_event_goes_to_the_dead_letters_and_the_rest_is_stored() {
        byte[] key = instance.toString().getBytes(StandardCharsets.UTF_8);
        byte[] bad = "{\"type\":\"RequestBegin\",\"attempt\":0}".getBytes(StandardCharsets.UTF_8);
        topic.send(begin(request));
        var where = topic.send(key, bad);
        UUID after = RequestIds.next();
        topic.send(begin(after));

        awaitOutcome(request, "IN_FLIGHT");
        awaitOutcome(after, "IN_FLIGHT");
        Map<String, String> expected = Map.of(
                "webcheck-dlq-topic", RequestEventsTopic.NAME,
                "webcheck-dlq-partition", String.valueOf(where.partition()),
                "webcheck-dlq-offset", String.valueOf(where.offset()));
        await().atMost(SOON).untilAsserted(() -> {
            ConsumerRecord<byte[], byte[]> letter = deadLetterOf(key).orElseThrow();
            assertThat(letter.value()).isEqualTo(bad);
            expected.forEach(
                    (header, value) -> assertThat(header(letter, header)).isEqualTo(value));
            assertThat(header(letter, "webcheck-dlq-reason")).contains("id is missing");
        });
    }

    @Test
    void the_events_of_an_array_are_stored_but_for_a_bad_one_which_goes_to_the_dead_letters() {
        byte[] key = RequestEventsTopic.key(instance);
        UUID second = RequestIds.next();
        String bad = "{\"type\":\"RequestBegin\",\"attempt\":0}";
        var where = topic.send(key, array(json(begin(request)), bad, json(end(request)), json(begin(second))));

        awaitOutcome(request, "COMPLETED");
        awaitOutcome(second, "IN_FLIGHT");
        ConsumerRecord<byte[], byte[]> letter = deadLetterOf(key).orElseThrow();
        assertThat(letter.value()).asString().isEqualTo(bad);
        assertThat(header(letter, "webcheck-dlq-offset")).isEqualTo(String.valueOf(where.offset()));
        assertThat(header(letter, "webcheck-dlq-index")).isEqualTo("1");
    }

    @Test
    void an_array_that_an_older_worker_refused_as_a_whole_is_stored_when_it_is_republished() throws Exception {
        byte[] key = RequestEventsTopic.key(instance);
        byte[] array = array(json(begin(request)), json(end(request)));
        topic.send(RequestEventsTopic.DEAD_LETTER_NAME, key, array);

        int exit = DeadLettersCommand.run(
                new PrintWriter(new StringWriter()),
                new PrintWriter(new StringWriter()),
                "republish",
                "--bootstrap-servers",
                kafka.bootstrapServers());

        assertThat(exit).isZero();
        awaitOutcome(request, "COMPLETED");
    }

    private String json(Event event) {
        return new String(new EventCodec().encode(event), StandardCharsets.UTF_8);
    }

    private static byte[] array(String... elements) {
        return ("[" + String.join(",", elements) + "]").getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void a_request_of_the_future_becomes_a_dead_letter_and_those_from_before_stay_in_flight() {
        UUID future = new UUID(
                RequestIds.lowest(Instant.parse("9022-01-01T00:00:00Z")).getMostSignificantBits() | 0x7000, 1L << 63);
        topic.send(begin(request), begin(future));
        UUID after = RequestIds.next();
        topic.send(begin(after));

        awaitOutcome(after, "IN_FLIGHT");
        awaitOutcome(request, "IN_FLIGHT");
        byte[] key = instance.toString().getBytes(StandardCharsets.UTF_8);
        assertThat(header(deadLetterOf(key).orElseThrow(), "webcheck-dlq-reason"))
                .contains("id must hold a time of at most")
                .contains("not 9022-01-01T00:00:00Z")
                .contains(future.toString());
    }

    @Test
    void a_record_as_large_as_the_topic_takes_does_not_hold_up_what_stands_behind_it() {
        byte[] key = instance.toString().getBytes(StandardCharsets.UTF_8);
        byte[] large = new byte[LARGEST_VALUE];
        topic.send(key, large);
        topic.send(begin(request));

        awaitOutcome(request, "IN_FLIGHT");
        assertThat(deadLetterOf(key).orElseThrow().value()).isEqualTo(large);
    }

    @Test
    void a_batch_waits_for_the_database_and_is_then_stored() {
        postgres.stop();
        topic.send(begin(request), end(request));
        await().atMost(SOON).until(() -> readiness() == 503);
        assertThat(RestAssured.get("/q/health/live").statusCode()).isEqualTo(200);

        postgres.restart();
        awaitOutcome(request, "COMPLETED");
        await().atMost(SOON).until(() -> readiness() == 200);
    }

    @Test
    void a_database_that_is_away_for_longer_than_the_poll_interval_costs_no_membership() {
        topic.send(begin(request));
        awaitOutcome(request, "IN_FLIGHT");
        Set<String> members = members();
        postgres.crash();
        topic.send(end(request));
        await().atMost(SOON).until(() -> readiness() == 503);
        await().during(KafkaAndPostgres.POLL_INTERVAL.plusSeconds(1))
                .atMost(SOON)
                .until(() -> members().equals(members));

        postgres.restart();
        awaitOutcome(request, "COMPLETED");
        assertThat(members()).hasSize(2).isEqualTo(members);
    }

    @Test
    void an_offset_is_committed_once_its_record_is_in_the_database() {
        await().atMost(SOON).until(() -> readiness() == 200);
        postgres.stop();
        RecordMetadata where = topic.send(RequestEventsTopic.key(instance), new EventCodec().encode(begin(request)));
        await().atMost(SOON).until(() -> readiness() == 503);
        await().during(Duration.ofSeconds(3)).atMost(SOON).until(() -> committed(where.partition()) <= where.offset());

        postgres.restart();
        awaitOutcome(request, "IN_FLIGHT");
        await().atMost(SOON).until(() -> committed(where.partition()) > where.offset());
    }

    @Test
    void partitions_that_go_to_another_member_and_come_back_while_their_batch_is_in_work_lose_and_double_nothing() {
        String website = "site-" + instance + ".example";
        await().atMost(SOON).until(() -> readiness() == 200);
        postgres.stop();
        topic.send(begin(request, website), end(request));
        await().atMost(SOON).until(() -> readiness() == 503);
        try (var other = otherMember()) {
            await().atMost(SOON).until(() -> {
                other.poll(Duration.ofMillis(100));
                return !other.assignment().isEmpty();
            });
            UUID meanwhile = RequestIds.next();
            topic.send(begin(meanwhile, website), end(meanwhile));
        }

        postgres.restart();
        awaitOutcome(request, "COMPLETED");
        await().atMost(SOON).untilAsserted(() -> assertThat(queried(
                        "SELECT sum(completed) || ' ' || sum(in_flight) FROM website_hour_count WHERE website = ?",
                        website))
                .isEqualTo("2 0"));
        assertThat(members()).hasSize(2);
    }

    @Test
    void a_database_that_answers_nothing_makes_the_worker_unready_though_no_statement_has_failed() {
        await().atMost(SOON).until(() -> readiness() == 200);
        postgres.pause();
        try {
            await().atMost(Duration.ofSeconds(15)).until(() -> readiness() == 503);
            assertThat(RestAssured.get("/q/health/ready").asString()).contains("waiting for the database at ");
            assertThat(RestAssured.get("/q/health/live").statusCode()).isEqualTo(200);
        } finally {
            postgres.resume();
        }
        await().atMost(SOON).until(() -> readiness() == 200);
        topic.send(begin(request));
        awaitOutcome(request, "IN_FLIGHT");
    }

    @Test
    void a_worker_whose_topic_is_deleted_says_so_and_is_not_ready() throws Exception {
        await().atMost(SOON).until(() -> readiness() == 200);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.deleteTopics(List.of(RequestEventsTopic.NAME)).all().get();
            try {
                await().atMost(SOON)
                        .until(() -> readiness() == 503
                                && RestAssured.get("/q/health/ready")
                                        .asString()
                                        .contains("waiting for the topic " + RequestEventsTopic.NAME));
            } finally {
                create(admin);
            }
        }

        await().atMost(SOON).until(() -> readiness() == 200);
        connectAnew();
        topic.send(begin(request));
        awaitOutcome(request, "IN_FLIGHT");
    }

    @Test
    void a_worker_that_is_frozen_in_a_transaction_loses_it_after_a_while() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                var row = connection.createStatement().executeQuery("SHOW idle_in_transaction_session_timeout")) {
            row.next();
            assertThat(row.getString(1)).isEqualTo("10s");
        }
    }

    @Test
    void events_come_through_a_restart_of_the_broker() {
        topic.send(begin(request));
        awaitOutcome(request, "IN_FLIGHT");
        kafka.stop();
        kafka.restart();

        topic.send(end(request));
        awaitOutcome(request, "COMPLETED");
    }

    @Test
    void the_topic_is_stamped_by_the_broker() throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, RequestEventsTopic.NAME);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            var config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
            assertThat(config.get("message.timestamp.type").value()).isEqualTo("LogAppendTime");
        }
    }

    @Test
    void every_partition_has_a_tick_a_second() {
        await().atMost(SOON).untilAsserted(() -> {
            for (int partition = 0; partition < 2; partition++) {
                List<Long> ticks = topic.all(RequestEventsTopic.NAME, partition).stream()
                        .filter(TickRecord::is)
                        .map(ConsumerRecord::timestamp)
                        .toList();
                assertThat(ticks).hasSizeGreaterThan(3);
                long seconds = (ticks.get(ticks.size() - 1) - ticks.get(0)) / 1_000;
                // The first may have waited for the broker for as long as a tick lives.
                assertThat((long) ticks.size()).isLessThanOrEqualTo(seconds + 2 + tickLives / 1_000);
            }
        });
    }

    @Test
    void requests_of_today_stand_in_the_partition_of_today() {
        topic.send(begin(request));
        awaitOutcome(request, "IN_FLIGHT");

        String day = RequestIds.startedAt(request).toString().substring(0, 10).replace("-", "");
        assertThat(queried("SELECT tableoid::regclass FROM request WHERE id = ?", request))
                .isEqualTo("request_" + day);
    }

    @Test
    void ids_go_to_the_database_in_binary_form() throws Exception {
        try (Connection connection = dataSource.getConnection()) {
            int uuids = 2951;
            assertThat(connection.unwrap(PgConnection.class).binaryTransferSend(uuids))
                    .isTrue();
        }
    }

    @Test
    void a_database_that_a_later_version_has_migrated_is_good_enough() throws Exception {
        await().atMost(SOON).until(() -> RestAssured.get("/q/health/ready").statusCode() == 200);
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("""
                INSERT INTO flyway_schema_history
                SELECT max(installed_rank) + 1, '9999', 'of a later version', 'SQL', 'V9999__of_a_later_version.sql', 1,
                       current_user, now(), 1, true
                  FROM flyway_schema_history\
                """);
            try {
                schema.ensure();
            } finally {
                statement.execute("DELETE FROM flyway_schema_history WHERE version = '9999'");
            }
        }
    }

    /** A producer may take the new topic for the old one for a while. */
    private void connectAnew() {
        topic.close();
        topic = new TopicClient(kafka.bootstrapServers());
    }

    /** The broker may take a while until it has forgotten the topic that was deleted. */
    private static void create(Admin admin) {
        await().atMost(SOON).ignoreExceptions().until(() -> {
            admin.createTopics(List.of(new NewTopic(RequestEventsTopic.NAME, 2, (short) 1)
                            .configs(Map.of("message.timestamp.type", "LogAppendTime"))))
                    .all()
                    .get();
            return true;
        });
    }

    private RequestBegin begin(UUID id) {
        return begin(id, "shop.example");
    }

    private RequestBegin begin(UUID id, String website) {
        return new RequestBegin(
                id, id, 1, instance, "checkout", "GET", "http://" + website + "/cart", Optional.empty(), Map.of());
    }

    private RequestCompleted end(UUID id) {
        return new RequestCompleted(
                id,
                instance,
                EndOutcome.COMPLETED,
                Duration.ofMillis(5),
                OptionalInt.of(200),
                Optional.empty(),
                Exchange.UNSEEN);
    }

    private InstanceHeartbeat heartbeat(long sequence, Duration lease) {
        return new InstanceHeartbeat(
                instance, "checkout", sequence, lease, new RequestCounters(0, 0, 0), Instant.EPOCH, Set.of());
    }

    private Optional<ConsumerRecord<byte[], byte[]>> deadLetterOf(byte[] key) {
        return topic.all(RequestEventsTopic.DEAD_LETTER_NAME, 0).stream()
                .filter(letter -> Arrays.equals(letter.key(), key))
                .findFirst();
    }

    private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    /** Its name makes it the first, which has a partition for sure. */
    private KafkaConsumer<byte[], byte[]> otherMember() {
        KafkaConsumer<byte[], byte[]> other = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", kafka.bootstrapServers(),
                        "client.id", "another",
                        "group.id", "webcheck-worker",
                        "enable.auto.commit", "false",
                        "partition.assignment.strategy", RangeAssignor.class.getName()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        other.subscribe(List.of(RequestEventsTopic.NAME));
        return other;
    }

    private long committed(int partition) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            OffsetAndMetadata committed = admin.listConsumerGroupOffsets("webcheck-worker")
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .get(new TopicPartition(RequestEventsTopic.NAME, partition));
            return committed == null ? 0 : committed.offset();
        } catch (ExecutionException | InterruptedException e) {
            throw new AssertionError("the broker does not tell of the group", e);
        }
    }

    private Set<String> members() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            var group = admin.describeConsumerGroups(List.of("webcheck-worker"))
                    .describedGroups()
                    .get("webcheck-worker")
                    .get();
            return group.members().stream().map(MemberDescription::consumerId).collect(Collectors.toSet());
        } catch (ExecutionException | InterruptedException e) {
            throw new AssertionError("the broker does not tell of the group", e);
        }
    }

    private static int readiness() {
        return RestAssured.get("/q/health/ready").statusCode();
    }

    private void awaitOutcome(UUID id, String outcome) {
        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().untilAsserted(() -> assertThat(
                        queried("SELECT outcome FROM request WHERE id = ?", id))
                .isEqualTo(outcome));
    }

    private String queried(String sql, Object parameter) {
        try (Connection connection =
                        DriverManager.getConnection(postgres.jdbcUrl(), postgres.username(), postgres.password());
                var select = connection.prepareStatement(sql)) {
            select.setObject(1, parameter);
            try (var row = select.executeQuery()) {
                return row.next() ? row.getString(1) : "no row";
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
