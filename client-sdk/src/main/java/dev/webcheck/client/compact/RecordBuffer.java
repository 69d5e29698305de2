package dev.webcheck.client.compact;

import dev.webcheck.event.EventLimits;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;

/** A growing array that a record is written to. Kept by its thread from one record to the next; not threadsafe. */
public final class RecordBuffer {

    private static final ThreadLocal<RecordBuffer> OF_THREAD = ThreadLocal.withInitial(RecordBuffer::new);
    private static final int FIRST_CAPACITY = 512;
    private static final int LARGEST_KEPT = 16 * 1024;

    /** In bytes, as {@link #putVarLong} writes any number. */
    static final int LARGEST_VAR_LONG = 10;

    static final int UUID_SIZE = 2 * Long.BYTES;

    /** What a character takes at most: a pair of surrogates, which are two of them, takes four. */
    private static final int BYTES_PER_CHARACTER = 3;

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
        ensure(LARGEST_VAR_LONG);
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

    /** What a text of so many characters takes at most. */
    static int largestText(int characters) {
        int utf8 = BYTES_PER_CHARACTER * characters;
        return lengthOfVarLong(utf8) + utf8;
    }

    /** What {@link #putHeaders} writes at most. */
    static int largestHeaders(int characters) {
        int lengths = 2 * EventLimits.HEADERS * lengthOfVarLong(BYTES_PER_CHARACTER * EventLimits.HEADER_VALUE_LENGTH);
        return lengthOfVarLong(EventLimits.HEADERS) + lengths + BYTES_PER_CHARACTER * characters;
    }

    /** Writes as many headers as there are characters for, the first ones first. */
    void putHeaders(Map<String, String> headers, int characters) {
        int count = 0;
        int left = characters;
        for (Map.Entry<String, String> header : headers.entrySet()) {
            left -= header.getKey().length() + header.getValue().length();
            if (left < 0 || count == EventLimits.HEADERS) {
                break;
            }
            count++;
        }
        putVarLong(count);
        for (Map.Entry<String, String> header : headers.entrySet()) {
            if (count-- == 0) {
                break;
            }
            putText(header.getKey());
            putText(header.getValue());
        }
    }

    private static int lengthOfVarLong(int value) {
        int length = 1;
        for (int rest = value >>> 7; rest != 0; rest >>>= 7) {
            length++;
        }
        return length;
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
