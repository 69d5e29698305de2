package dev.webcheck.worker.deadletters;

import dev.webcheck.event.RequestEventsTopic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** A dead letter as it stands in its topic. Its headers are foreign text, for anybody may write to a topic. */
record Letter(ConsumerRecord<byte[], byte[]> source) {

    /** How often a record was republished, as decimal text; it stays with the record when that fails again. */
    static final String REPUBLISHED_HEADER = "webcheck-republished";

    private static final Set<String> OURS = Set.of(
            RequestEventsTopic.DEAD_LETTER_TOPIC_HEADER,
            RequestEventsTopic.DEAD_LETTER_PARTITION_HEADER,
            RequestEventsTopic.DEAD_LETTER_OFFSET_HEADER,
            RequestEventsTopic.DEAD_LETTER_INDEX_HEADER,
            RequestEventsTopic.DEAD_LETTER_REASON_HEADER,
            REPUBLISHED_HEADER);

    private static final int SHOWN_CHARACTERS = 80;

    TopicPartition partition() {
        return new TopicPartition(source.topic(), source.partition());
    }

    String reason() {
        return header(RequestEventsTopic.DEAD_LETTER_REASON_HEADER).orElse("");
    }

    int timesRepublished() {
        return header(REPUBLISHED_HEADER).map(Letter::number).orElse(0L).intValue();
    }

    /** The partition in which the record stood, where that is told. */
    Optional<Long> partitionBefore() {
        return header(RequestEventsTopic.DEAD_LETTER_PARTITION_HEADER).map(Letter::number);
    }

    /** The offset at which the record stood, where that is told. */
    Optional<Long> offsetBefore() {
        return header(RequestEventsTopic.DEAD_LETTER_OFFSET_HEADER).map(Letter::number);
    }

    /** A second that has passed does not pass again. */
    boolean isTick() {
        return source.value() == null && source.headers().lastHeader(RequestEventsTopic.TICK_HEADER) != null;
    }

    /**
     * The record as it was, but for the count; or the element of its array as a record of its own. It goes where it stood, beside the other events of its instance, as long as
     * there is such a partition.
     */
    ProducerRecord<byte[], byte[]> original(int partitions) {
        Integer partition = partitionBefore()
                .filter(number -> number < partitions)
                .map(Long::intValue)
                .orElse(null);
        ProducerRecord<byte[], byte[]> original =
                new ProducerRecord<>(RequestEventsTopic.NAME, partition, source.key(), source.value());
        Headers headers = original.headers();
        for (Header header : source.headers()) {
            if (!OURS.contains(header.key())) {
                headers.add(header);
            }
        }
        String times = String.valueOf(timesRepublished() + 1);
        headers.add(REPUBLISHED_HEADER, times.getBytes(StandardCharsets.US_ASCII));
        return original;
    }

    /** One line, its fields apart by tabs. */
    String line() {
        return String.join(
                "\t",
                Instant.ofEpochMilli(source.timestamp()).toString(),
                Printable.text(place()),
                Math.max(0, source.serializedValueSize()) + " bytes",
                "republished " + timesRepublished(),
                Printable.text(reason()),
                source.value() == null ? "" : Printable.start(source.value(), SHOWN_CHARACTERS));
    }

    String place() {
        return header(RequestEventsTopic.DEAD_LETTER_TOPIC_HEADER).orElse("?")
                + "/" + header(RequestEventsTopic.DEAD_LETTER_PARTITION_HEADER).orElse("?")
                + "/" + header(RequestEventsTopic.DEAD_LETTER_OFFSET_HEADER).orElse("?")
                + header(RequestEventsTopic.DEAD_LETTER_INDEX_HEADER)
                        .map(index -> "[" + index + "]")
                        .orElse("");
    }

    private Optional<String> header(String name) {
        return Optional.ofNullable(source.headers().lastHeader(name))
                .map(Header::value)
                .map(value -> new String(value, StandardCharsets.UTF_8));
    }

    /** 0 where it is no such number: then somebody else has written it. */
    private static long number(String text) {
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
    }
}
