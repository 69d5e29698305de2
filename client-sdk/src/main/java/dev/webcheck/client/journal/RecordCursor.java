package dev.webcheck.client.journal;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Reads what a {@link RecordBuffer} wrote. Not threadsafe. */
final class RecordCursor {

    private final byte[] bytes;
    private int position;

    RecordCursor(byte[] bytes) {
        this.bytes = bytes;
    }

    int takeByte() {
        return bytes[position++];
    }

    int takeShort() {
        return (takeByte() & 0xFF) << 8 | takeByte() & 0xFF;
    }

    long takeLong() {
        long value = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            value = value << Byte.SIZE | takeByte() & 0xFF;
        }
        return value;
    }

    UUID takeUuid() {
        return new UUID(takeLong(), takeLong());
    }

    long takeVarLong() {
        long value = 0;
        int shift = 0;
        int next;
        do {
            next = takeByte();
            value |= (long) (next & 0x7F) << shift;
            shift += 7;
        } while (next < 0);
        return value;
    }

    byte[] takeBytes(int count) {
        byte[] taken = new byte[count];
        System.arraycopy(bytes, position, taken, 0, count);
        position += count;
        return taken;
    }

    String takeText() {
        int length = (int) takeVarLong();
        String text = new String(bytes, position, length, StandardCharsets.UTF_8);
        position += length;
        return text;
    }
}
