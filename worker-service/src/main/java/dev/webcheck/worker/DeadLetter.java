package dev.webcheck.worker;

import dev.webcheck.event.RequestEventsTopic;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A record, or an element of its array, that goes no further, and why. */
record DeadLetter(RecordPart part, Kind kind, String reason) {

    /** The kinds of reasons. */
    enum Kind {
        /** It is no event. */
        UNREADABLE,
        /** It is one, but the database does not take it. */
        REFUSED
    }

    /** In bytes: twice what a topic takes by default, for a letter is larger than the record that it is about. */
    static final int LARGEST = 2 * 1024 * 1024;

    static DeadLetter unreadable(RecordPart part, RuntimeException why) {
        return new DeadLetter(part, Kind.UNREADABLE, String.valueOf(why.getMessage()));
    }

    static DeadLetter refused(RecordPart part, Exception why) {
        return new DeadLetter(part, Kind.REFUSED, "refused by the database: " + why.getMessage());
    }

    /** The same bytes under the same key and headers, with where they stood and why they were refused. */
    ProducerRecord<byte[], byte[]> toRecord() {
        ConsumerRecord<byte[], byte[]> source = part.source();
        ProducerRecord<byte[], byte[]> letter =
                new ProducerRecord<>(RequestEventsTopic.DEAD_LETTER_NAME, source.key(), part.value());
        source.headers().forEach(letter.headers()::add);
        header(letter, RequestEventsTopic.DEAD_LETTER_TOPIC_HEADER, source.topic());
        header(letter, RequestEventsTopic.DEAD_LETTER_PARTITION_HEADER, String.valueOf(source.partition()));
        header(letter, RequestEventsTopic.DEAD_LETTER_OFFSET_HEADER, String.valueOf(source.offset()));
        if (!part.isWhole()) {
            header(letter, RequestEventsTopic.DEAD_LETTER_INDEX_HEADER, String.valueOf(part.index()));
        }
        header(letter, RequestEventsTopic.DEAD_LETTER_REASON_HEADER, reason);
        return letter;
    }

    private static void header(ProducerRecord<byte[], byte[]> letter, String name, String value) {
        letter.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
