package dev.webcheck.event;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** A check that bytes are UTF-8 to the letter, which JSON readers are not: they take overlong forms and half pairs. */
final class Utf8 {

    private Utf8() {}

    static void check(byte[] bytes, JsonSlice slice) throws CharacterCodingException {
        for (int i = slice.from(); i < slice.to(); i++) {
            if (bytes[i] < 0) {
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, i, slice.to() - i));
                return;
            }
        }
    }
}
