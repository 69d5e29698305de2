package dev.webcheck.worker;

import dev.webcheck.event.RequestEventsTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A tick as a record of the topic: no key, no value, and a header that only workers write. */
final class TickRecord {

    private TickRecord() {}

    static ProducerRecord<byte[], byte[]> to(int partition) {
        ProducerRecord<byte[], byte[]> tick = new ProducerRecord<>(RequestEventsTopic.NAME, partition, null, null);
        tick.headers().add(RequestEventsTopic.TICK_HEADER, new byte[0]);
        return tick;
    }

    static boolean is(ConsumerRecord<byte[], byte[]> kafkaRecord) {
        return kafkaRecord.value() == null && kafkaRecord.headers().lastHeader(RequestEventsTopic.TICK_HEADER) != null;
    }
}
