package dev.webcheck.client.compact;

import java.util.Arrays;
import java.util.Map;
import java.util.UUID;

/** A growing array that a record is written to. Kept by its thread from one record to the next; not threadsafe. */
public final class RecordBuffer {

    private static final ThreadLocal<RecordBuffer> OF_THREAD = ThreadLocal.withInitial(RecordBuffer::new);
    private static final int FIRST_CAPACITY = 512;
    private static final int LARGEST_KEPT = 16 * 1024;

    private byte[] bytes = new byte[FIRST_CAPACITY];
    private int length;

    private RecordBuffer() {}

    /**
     * The buffer of this thread.
     *
     * @return an empty buffer
     */
    public static RecordBuffer ofThread() {
        RecordBuffer buffer = OF_THREAD.get();
        if (buffer.bytes.length > LARGEST_KEPT) {
            buffer.bytes = new byte[FIRST_CAPACITY];
        }
        buffer.length = 0;
        return buffer;
    }

    /**
     * What has been written.
     *
     * @return an array of which only the first {@link #length()} bytes count
     */
    public byte[] array() {
        return bytes;
    }

    /**
     * How much has been written.
     *
     * @return so many bytes
     */
    public int length() {
        return length;
    }

    void putByte(int value) {
        ensure(1);
        bytes[length++] = (byte) value;
    }

    void putShort(int value) {
        putByte(value >>> 8);
        putByte(value);
    }

    void putLong(long value) {
        ensure(Long.BYTES);
        for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            bytes[length++] = (byte) (value >>> shift);
        }
    }

    void putUuid(UUID id) {
        putLong(id.getMostSignificantBits());
        putLong(id.getLeastSignificantBits());
    }

    /** Seven bits a byte, the lowest first, as in LEB128. */
    void putVarLong(long value) {
        ensure(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[length++] = (byte) ((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
    }

    /** A text by its length in UTF-8 and its bytes. */
    void putText(CharSequence text) {
        int utf8 = utf8Length(text);
        putVarLong(utf8);
        ensure(utf8);
        int count = text.length();
        if (utf8 == count) {
            for (int i = 0; i < count; i++) {
                bytes[length++] = (byte) text.charAt(i);
            }
        } else {
            for (int i = 0; i < count; i++) {
                char c = text.charAt(i);
                boolean pair = isPair(text, i);
                putCodePoint(pair ? Character.toCodePoint(c, text.charAt(++i)) : c);
            }
        }
    }

    void putHeaders(Map<String, String> headers) {
        putVarLong(headers.size());
        headers.forEach((name, value) -> {
            putText(name);
            putText(value);
        });
    }

    private static int utf8Length(CharSequence text) {
        int utf8 = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                utf8++;
            } else if (c < 0x800) {
                utf8 += 2;
            } else if (isPair(text, i)) {
                utf8 += 4;
                i++;
            } else {
                utf8 += 3;
            }
        }
        return utf8;
    }

    private static boolean isPair(CharSequence text, int i) {
        return i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
    }

    /** A surrogate that stands alone becomes the replacement character, which is as long. */
    private void putCodePoint(int codePoint) {
        int c = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE ? 0xFFFD : codePoint;
        if (c < 0x80) {
            bytes[length++] = (byte) c;
        } else if (c < 0x800) {
            bytes[length++] = (byte) (0xC0 | (c >>> 6));
            bytes[length++] = (byte) (0x80 | (c & 0x3F));
        } else if (c < 0x10000) {
            bytes[length++] = (byte) (0xE0 | (c >>> 12));
            bytes[length++] = (byte) (0x80 | ((c >>> 6) & 0x3F));
            bytes[length++] = (byte) (0x80 | (c & 0x3F));
        } else {
            bytes[length++] = (byte) (0xF0 | (c >>> 18));
            bytes[length++] = (byte) (0x80 | ((c >>> 12) & 0x3F));
            bytes[length++] = (byte) (0x80 | ((c >>> 6) & 0x3F));
            bytes[length++] = (byte) (0x80 | (c & 0x3F));
        }
    }

    private void ensure(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
