package dev.webcheck.worker;

import dev.webcheck.event.JsonSlice;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record of the topic, or one element of the array that it holds. Immutable.
 *
 * @param source the record
 * @param index the index of the element, from 0 on; negative for the whole record
 * @param slice where the element is in the value of the record
 */
record RecordPart(ConsumerRecord<byte[], byte[]> source, int index, JsonSlice slice) {

    private static final JsonSlice NO_SLICE = new JsonSlice(0, 0);

    static RecordPart whole(ConsumerRecord<byte[], byte[]> source) {
        return new RecordPart(source, -1, NO_SLICE);
    }

    boolean isWhole() {
        return index < 0;
    }

    byte @Nullable [] value() {
        return isWhole() ? source.value() : slice.of(source.value());
    }
}
