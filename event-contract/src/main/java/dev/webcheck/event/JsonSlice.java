package dev.webcheck.event;

import java.util.Arrays;

/**
 * A JSON value within a larger text. Immutable.
 *
 * @param from the offset of its first byte
 * @param to the offset after its last byte
 */
public record JsonSlice(int from, int to) {

    /**
     * Its size.
     *
     * @return a number of bytes
     */
    public int length() {
        return to - from;
    }

    /**
     * The value alone.
     *
     * @param text the text
     * @return a copy of its bytes
     */
    public byte[] of(byte[] text) {
        return Arrays.copyOfRange(text, from, to);
    }
}
