package dev.webcheck.worker.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webcheck.event.RequestEventsTopic;
import dev.webcheck.local.EmbeddedKafka;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The command with a real broker. */
@SuppressWarnings("NullAway.Init")
class DeadLettersIT {

    private static final List<TopicPartition> EVENTS = Stream.of(0, 1, 2)
            .map(partition -> new TopicPartition(RequestEventsTopic.NAME, partition))
            .toList();
    private static final TopicPartition LETTERS = new TopicPartition(RequestEventsTopic.DEAD_LETTER_NAME, 0);

    private static EmbeddedKafka kafka;
    private static KafkaProducer<byte[], byte[]> producer;
    private static KafkaConsumer<byte[], byte[]> consumer;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Map<TopicPartition, Long> eventsBefore;

    @BeforeAll
    static void startKafka() {
        kafka = EmbeddedKafka.startTemporary();
        kafka.createTopic(RequestEventsTopic.NAME, 3, Map.of());
        kafka.createTopic(RequestEventsTopic.DEAD_LETTER_NAME, 1, Map.of());
        Map<String, Object> config =
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "group.id", LetterTopic.GROUP);
        producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
        consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @AfterAll
    static void stopKafka() {
        consumer.close();
        producer.close();
        kafka.close();
    }

    /** What other tests have left is republished already. */
    @BeforeEach
    void startWithNothing() {
        long end = consumer.endOffsets(List.of(LETTERS)).getOrDefault(LETTERS, 0L);
        consumer.assign(List.of(LETTERS));
        consumer.commitSync(Map.of(LETTERS, new OffsetAndMetadata(end)));
        eventsBefore = consumer.endOffsets(EVENTS);
    }

    @Test
    void nothing_is_said_to_be_nothing() {
        assertThat(run("list")).isZero();
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().trim()).isEqualTo("There is none.");
        assertThat(run("republish")).isZero();
        assertThat(out.toString().trim()).isEqualTo("Republished 0 records.");
    }

    @Test
    void a_letter_is_listed_on_one_line_with_nothing_that_steers_a_terminal() {
        letter(2, 345, "url must be a URL, but is \u001b[2J\n", "{\"url\":\"\u001b[2J\u0000\"}");

        assertThat(run("list")).isZero();

        String[] fields = out.toString().trim().split("\t", -1);
        assertThat(fields[0]).startsWith("20").endsWith("Z");
        assertThat(fields)
                .hasSize(6)
                .containsSubsequence(
                        "webcheck.request-events/2/345",
                        "15 bytes",
                        "republished 0",
                        "url must be a URL, but is \\x1b[2J\\x0a",
                        "{\"url\":\"\\x1b[2J\\x00\"}");
    }

    @Test
    void a_republished_record_is_what_it_was_where_it_was_and_is_not_republished_again() {
        letter(2, 345, "refused by the database", "first");

        assertThat(run("republish")).isZero();
        assertThat(out.toString().trim()).isEqualTo("Republished 1 record.");
        assertThat(run("republish")).isZero();

        assertThat(events()).singleElement().satisfies(event -> {
            assertThat(event.partition()).isEqualTo(2);
            assertThat(event.key()).asString().isEqualTo("key");
            assertThat(event.value()).asString().isEqualTo("first");
            assertThat(event.headers().toArray())
                    .extracting(Header::key)
                    .containsExactly("traceparent", Letter.REPUBLISHED_HEADER);
        });
        assertThat(run("list")).isZero();
        assertThat(err.toString()).contains("There is none.");
        run("list", "--all");
        assertThat(out.toString()).contains("webcheck.request-events/2/345");
    }

    @Test
    void an_element_of_an_array_is_named_by_its_index_and_republished_as_a_record_of_its_own() {
        var element = record(2, 345, "id is missing", "element");
        element.headers().add(RequestEventsTopic.DEAD_LETTER_INDEX_HEADER, "17".getBytes(StandardCharsets.UTF_8));
        send(element);

        run("list");
        assertThat(out.toString()).contains("webcheck.request-events/2/345[17]");
        assertThat(run("republish")).isZero();
        assertThat(events()).singleElement().satisfies(event -> assertThat(
                        event.headers().toArray())
                .extracting(Header::key)
                .containsExactly("traceparent", Letter.REPUBLISHED_HEADER));
    }

    @Test
    void what_a_reason_leaves_out_goes_on_waiting() {
        letter(0, 1, "id is missing", "one");
        letter(0, 2, "refused by the Database", "two");

        assertThat(run("republish", "--reason", "the database")).isZero();
        assertThat(values()).containsExactly("two");
        run("republish");
        assertThat(values()).containsExactlyInAnyOrder("two", "one", "two");
    }

    @Test
    void a_limit_is_kept_and_the_next_run_goes_on_behind_it() {
        letter(0, 1, "", "one");
        letter(0, 2, "", "two");
        letter(0, 3, "", "three");

        run("republish", "--limit", "2");
        assertThat(values()).containsExactly("one", "two");
        run("republish");
        assertThat(values()).containsExactly("one", "two", "three");
    }

    @Test
    void a_single_record_is_republished_even_again() {
        letter(1, 70, "", "one");
        letter(1, 71, "", "two");
        run("republish");

        assertThat(run("republish", "--partition", "1", "--offset", "71")).isZero();
        assertThat(values()).containsExactly("one", "two", "two");
    }

    @Test
    void a_dry_run_changes_nothing() {
        letter(0, 1, "", "one");

        assertThat(run("republish", "--dry-run")).isZero();
        assertThat(out.toString()).contains("webcheck.request-events/0/1", "Would republish 1 record.");
        assertThat(values()).isEmpty();
        run("list");
        assertThat(err.toString()).contains("Listed 1.");
    }

    @Test
    void a_record_that_failed_too_often_is_given_up() {
        var worn = record(0, 1, "", "worn");
        worn.headers().add(Letter.REPUBLISHED_HEADER, "3".getBytes(StandardCharsets.UTF_8));
        send(worn);
        var forged = record(0, 2, "", "forged");
        forged.headers().add(Letter.REPUBLISHED_HEADER, "\u0000none".getBytes(StandardCharsets.UTF_8));
        send(forged);

        assertThat(run("republish")).isZero();
        assertThat(out.toString().trim()).isEqualTo("Republished 1 record, and gave up 1.");
        assertThat(values()).containsExactly("forged");
    }

    @Test
    void a_record_of_a_partition_that_is_gone_finds_another_by_its_key() {
        letter(40, 1, "", "one");

        assertThat(run("republish")).isZero();
        assertThat(values()).containsExactly("one");
    }

    @Test
    void an_address_without_kafka_is_named() {
        assertThat(DeadLettersCommand.run(
                        new PrintWriter(out), new PrintWriter(err), "list", "--bootstrap-servers", "no.such.host:9092"))
                .isEqualTo(1);
        assertThat(err.toString())
                .contains("no.such.host")
                .contains("--bootstrap-servers")
                .doesNotContain("\tat ");
    }

    @Test
    void the_worker_itself_has_the_command() throws Exception {
        letter(0, 1, "id is missing", "one");

        Process worker = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-jar",
                        "target/quarkus-app/quarkus-run.jar",
                        DeadLettersCommand.NAME,
                        "list",
                        "--bootstrap-servers",
                        kafka.bootstrapServers())
                .redirectErrorStream(true)
                .start();
        String output = new String(worker.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(worker.waitFor()).isZero();
        assertThat(output.lines()).hasSize(2).last().isEqualTo("Listed 1.");
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--bootstrap-servers", kafka.bootstrapServers()));
        return DeadLettersCommand.run(new PrintWriter(out), new PrintWriter(err), all.toArray(String[]::new));
    }

    private void letter(int partition, long offset, String reason, String value) {
        send(record(partition, offset, reason, value));
    }

    private void send(ProducerRecord<byte[], byte[]> letter) {
        try {
            producer.send(letter).get();
        } catch (ExecutionException | InterruptedException e) {
            throw new AssertionError("the broker did not take a letter", e);
        }
    }

    private static ProducerRecord<byte[], byte[]> record(int partition, long offset, String reason, String value) {
        var letter = new ProducerRecord<>(
                RequestEventsTopic.DEAD_LETTER_NAME,
                "key".getBytes(StandardCharsets.UTF_8),
                value.getBytes(StandardCharsets.UTF_8));
        Map<String, String> headers = Map.of(
                RequestEventsTopic.DEAD_LETTER_TOPIC_HEADER,
                RequestEventsTopic.NAME,
                RequestEventsTopic.DEAD_LETTER_PARTITION_HEADER,
                String.valueOf(partition),
                RequestEventsTopic.DEAD_LETTER_OFFSET_HEADER,
                String.valueOf(offset),
                RequestEventsTopic.DEAD_LETTER_REASON_HEADER,
                reason);
        letter.headers().add("traceparent", new byte[] {1});
        headers.forEach((name, text) -> letter.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        return letter;
    }

    private List<String> values() {
        return events().stream()
                .map(event -> new String(event.value(), StandardCharsets.UTF_8))
                .toList();
    }

    private List<ConsumerRecord<byte[], byte[]>> events() {
        consumer.assign(EVENTS);
        eventsBefore.forEach(consumer::seek);
        long expected = consumer.endOffsets(EVENTS).values().stream()
                        .mapToLong(end -> end)
                        .sum()
                - eventsBefore.values().stream().mapToLong(before -> before).sum();
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        while (found.size() < expected) {
            consumer.poll(Duration.ofMillis(100)).forEach(found::add);
        }
        return found;
    }
}
