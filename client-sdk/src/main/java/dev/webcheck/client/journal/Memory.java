package dev.webcheck.client.journal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The bytes of a journal, mapped from a file or not. Longs are little-endian and stand at multiples of eight.
 *
 * <p>Access to a mapped page that is gone does nothing, and the JVM throws an {@link InternalError} at some later point of the
 * thread, perhaps in other code. {@link #commit} and {@link #probe} notice this themselves, at once. See {@link MappingFault}.
 */
class Memory {

    /** Nothing that threads share stands nearer to the next than this. */
    static final int CACHE_LINE = 64;

    private static final VarHandle LONGS = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final ByteBuffer bytes;

    Memory(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    /** Zeros outside of the heap. */
    static Memory allocate(int size) {
        return new Memory(ByteBuffer.allocateDirect(size + CACHE_LINE)
                .alignedSlice(CACHE_LINE)
                .slice(0, size));
    }

    int size() {
        return bytes.capacity();
    }

    long get(int at) {
        return (long) LONGS.get(bytes, at);
    }

    void copy(int at, long[] to, int length) {
        bytes.slice(at, length * Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asLongBuffer()
                .get(to, 0, length);
    }

    long getAcquire(int at) {
        return (long) LONGS.getAcquire(bytes, at);
    }

    long getVolatile(int at) {
        return (long) LONGS.getVolatile(bytes, at);
    }

    void set(int at, long value) {
        LONGS.set(bytes, at, value);
    }

    void setRelease(int at, long value) {
        LONGS.setRelease(bytes, at, value);
    }

    void setVolatile(int at, long value) {
        LONGS.setVolatile(bytes, at, value);
    }

    /** Stores a word that is not there yet, as a volatile write. */
    void commit(int at, long value) {
        if (!Exchange.isCompiled()) {
            LONGS.setVolatile(bytes, at, value);
            surface();
        } else if (Exchange.getAndSet(bytes, at, value) == value) {
            // Where the page is gone, the exchange is left out, and hands back what it was given.
            throw MappingFault.met();
        }
    }

    /** Makes sure that a word can be accessed; one that is not zero. */
    void probe(int at) {
        if (!Exchange.isCompiled()) {
            if ((long) LONGS.getVolatile(bytes, at) == 0) {
                throw MappingFault.met();
            }
            surface();
        } else if (Exchange.getAndAdd(bytes, at, 0) == 0) {
            // Where the page is gone, the addition is left out, and hands back its zero.
            throw MappingFault.met();
        }
    }

    /** An error of an interpreted access surfaces soon, and would do so in the caller. */
    void surfaceUnlessCompiled() {
        if (!Exchange.isCompiled()) {
            surface();
        }
    }

    /** Slower than an exchange, which is no matter as long as the code around is interpreted. */
    private static void surface() {
        MappingFault.surface();
        Exchange.warmUp();
    }

    void put(int at, byte[] from, int offset, int length) {
        bytes.put(at, from, offset, length);
    }

    void copy(int at, byte[] to, int offset, int length) {
        bytes.get(at, to, offset, length);
    }
}
