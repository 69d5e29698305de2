package dev.webcheck.event;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** A check that bytes are UTF-8 to the letter, which JSON readers are not: they take overlong forms and half pairs. */
final class Utf8 {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long NOT_ASCII = 0x8080808080808080L;

    private Utf8() {}

    static void check(byte[] bytes, JsonSlice slice) throws CharacterCodingException {
        int ascii = endOfAscii(bytes, slice.from(), slice.to());
        if (ascii < slice.to()) {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, ascii, slice.to() - ascii));
        }
    }

    /** Eight bytes at a time, for nearly all texts are ASCII alone. */
    private static int endOfAscii(byte[] bytes, int from, int to) {
        int i = from;
        while (i <= to - Long.BYTES && ((long) LONGS.get(bytes, i) & NOT_ASCII) == 0) {
            i += Long.BYTES;
        }
        while (i < to && bytes[i] >= 0) {
            i++;
        }
        return i;
    }
}
