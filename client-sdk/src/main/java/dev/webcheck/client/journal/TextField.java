package dev.webcheck.client.journal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A text of bounded size in a journal: a word with its checksum and its length, then its bytes. There is either none, or all
 * of it.
 *
 * @param memory the journal
 * @param at where it stands
 * @param size how many bytes the text has room for, a longer one is cut
 * @param key the key of the journal
 */
record TextField(Memory memory, int at, int size, long key) {

    static int sizeOf(int size) {
        return Long.BYTES + size;
    }

    void set(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(bytes.length, size);
        while (length < bytes.length && (bytes[length] & 0xC0) == 0x80) {
            length--;
        }
        memory.setRelease(at, 0);
        memory.put(at + Long.BYTES, bytes, 0, length);
        memory.setRelease(at, word(Arrays.copyOf(bytes, length)));
    }

    Optional<String> get() {
        long word = memory.get(at);
        int length = (int) word;
        if (word == 0 || length < 0 || length > size) {
            return Optional.empty();
        }
        byte[] bytes = new byte[length];
        memory.copy(at + Long.BYTES, bytes, 0, length);
        return word == word(bytes) ? Optional.of(new String(bytes, StandardCharsets.UTF_8)) : Optional.empty();
    }

    private long word(byte[] bytes) {
        return Checksum.of(key, bytes, 0, bytes.length) << 32 | bytes.length;
    }
}
