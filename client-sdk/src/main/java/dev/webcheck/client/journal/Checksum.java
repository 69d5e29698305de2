package dev.webcheck.client.journal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.OptionalLong;

/**
 * Tells bytes that were written from bytes that were not, at a few nanoseconds for a record and without an object.
 *
 * <p>It guards against damage, not against an adversary.
 */
final class Checksum {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long FIRST_FACTOR = 0x9E3779B97F4A7C15L;
    private static final long SECOND_FACTOR = 0xC2B2AE3D27D4EB4FL;
    private static final int ROTATION = 29;
    private static final int SEAL_SHIFT = 48;

    private Checksum() {}

    /** Of some bytes in a place that the seed stands for. */
    static long of(long seed, byte[] bytes, int offset, int length) {
        // Two lanes, because each multiplication waits for the one before it.
        long even = seed ^ FIRST_FACTOR;
        long odd = seed + length;
        int at = offset;
        int end = offset + length;
        for (; at <= end - 2 * Long.BYTES; at += 2 * Long.BYTES) {
            even = Long.rotateLeft(even ^ (long) LONGS.get(bytes, at), ROTATION) * FIRST_FACTOR;
            odd = Long.rotateLeft(odd ^ (long) LONGS.get(bytes, at + Long.BYTES), ROTATION) * SECOND_FACTOR;
        }
        for (; at < end; at++) {
            even = Long.rotateLeft(even ^ (bytes[at] & 0xFF), ROTATION) * FIRST_FACTOR;
        }
        return mix(even ^ Long.rotateLeft(odd, Integer.SIZE));
    }

    /** Of four numbers. */
    static long of(long first, long second, long third, long fourth) {
        return mix(mix(mix(mix(first) ^ second) ^ third) ^ fourth);
    }

    /** A number below 2<sup>48</sup> in a form in which damage is seen, in one word, so that it changes as one. */
    static long seal(long number, long key) {
        return number ^ mix(number ^ key) << SEAL_SHIFT;
    }

    /** The number that was sealed, 0 if none was; empty if it is damaged. */
    static OptionalLong unseal(long sealed, long key) {
        long number = sealed << (Long.SIZE - SEAL_SHIFT) >>> (Long.SIZE - SEAL_SHIFT);
        return sealed == 0 || seal(number, key) == sealed ? OptionalLong.of(number) : OptionalLong.empty();
    }

    /** Every bit of the result depends on every bit of the value. */
    static long mix(long value) {
        long mixed = (value ^ (value >>> 32)) * FIRST_FACTOR;
        mixed = (mixed ^ (mixed >>> ROTATION)) * SECOND_FACTOR;
        return mixed ^ (mixed >>> 32);
    }
}
