package dev.webcheck.client.compact;

/** Reads what a {@link RecordBuffer} wrote. Not threadsafe. */
final class RecordCursor {

    private final byte[] bytes;
    private int position;

    RecordCursor(byte[] bytes, int offset) {
        this.bytes = bytes;
        this.position = offset;
    }

    byte[] array() {
        return bytes;
    }

    int takeByte() {
        return bytes[position++];
    }

    int takeShort() {
        return ((takeByte() & 0xFF) << Byte.SIZE) | (takeByte() & 0xFF);
    }

    long takeLong() {
        long value = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            value = (value << Byte.SIZE) | (takeByte() & 0xFF);
        }
        return value;
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

    /** Passes over so many bytes, and tells where they start. */
    int skip(int count) {
        int start = position;
        position += count;
        return start;
    }
}
