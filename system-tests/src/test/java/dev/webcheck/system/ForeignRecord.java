package dev.webcheck.system;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * The value of a record, as a foreign producer may write it: events, poison, or poison among events.
 *
 * @param value what stands in the topic
 * @param poison what of it cannot be stored
 * @param place where a dead letter says that the poison stood, after the offset
 */
@SuppressWarnings("ArrayRecordComponent") // a holder for one hand-over; nobody compares it
record ForeignRecord(byte @Nullable [] value, Optional<Poison> poison, String place) {

    static ForeignRecord of(Poison poison) {
        return new ForeignRecord(poison.value(), Optional.of(poison), place(""));
    }

    /** An array; a single event may stand for itself as well. */
    static ForeignRecord of(List<byte[]> events, Random random) {
        boolean alone = events.size() == 1 && random.nextBoolean();
        return new ForeignRecord(alone ? events.get(0) : array(events), Optional.empty(), place(""));
    }

    /** An array in which the poison stands somewhere. */
    static ForeignRecord of(List<byte[]> events, Poison poison, Random random) {
        int index = random.nextInt(events.size() + 1);
        List<byte[]> elements = new ArrayList<>(events);
        elements.add(index, Objects.requireNonNull(poison.value()));
        return new ForeignRecord(array(elements), Optional.of(poison), place(String.valueOf(index)));
    }

    /** As {@link #place}, from the header of a dead letter. */
    static String place(String index) {
        return index.isEmpty() ? "" : "[" + index + "]";
    }

    private static byte[] array(List<byte[]> elements) {
        ByteArrayOutputStream array = new ByteArrayOutputStream();
        for (byte[] element : elements) {
            array.write(array.size() == 0 ? '[' : ',');
            array.writeBytes(element);
        }
        array.write(']');
        return array.toByteArray();
    }
}
