package dev.webcheck.client.journal;

/**
 * How a record stands in the ring: a word that says that it is complete and where it belongs, a word with its checksum, its
 * kind and its length, then its payload.
 *
 * <p>A position counts the bytes of all laps and never comes again. The first word is the position, encrypted by the key of
 * the journal. So neither what an earlier lap has left behind nor a payload can be taken for a record.
 *
 * @param memory the journal
 * @param ringStart where the ring starts
 * @param capacity the size of the ring without its margin
 * @param margin the size of the largest record
 * @param key a random number of this journal
 */
record RecordFormat(Memory memory, int ringStart, int capacity, int margin, long key) {

    static final int HEADER = 16;
    static final int ALIGNMENT = 8;
    /** The kind of a record that its writer could not finish. */
    static final int SKIPPED = 3;

    private static final int LOOK_AHEAD = 1024;
    private static final byte[] NOTHING = {};
    private static final int META = 8;
    private static final int KIND_SHIFT = 28;
    private static final int LENGTH_MASK = (1 << KIND_SHIFT) - 1;

    RecordFormat(Memory memory, Layout layout, long key) {
        this(memory, layout.ringStart(), layout.capacity(), layout.margin(), key);
    }

    static int sizeOf(int payload) {
        return (HEADER + payload + ALIGNMENT - 1) & -ALIGNMENT;
    }

    static int kindOf(int kindAndLength) {
        return kindAndLength >>> KIND_SHIFT;
    }

    static int lengthOf(int kindAndLength) {
        return kindAndLength & LENGTH_MASK;
    }

    void write(long position, int kind, byte[] payload, int offset, int length) {
        int at = at(position);
        int kindAndLength = kind << KIND_SHIFT | length;
        memory.set(at + META, meta(position, kindAndLength, payload, offset, length));
        memory.put(at + HEADER, payload, offset, length);
        memory.commit(at, position ^ key);
    }

    /** Writes a record that says nothing, and is as large as one with so long a payload. */
    void skip(long position, int length) {
        int at = at(position);
        int kindAndLength = SKIPPED << KIND_SHIFT | length;
        memory.set(at + META, meta(position, kindAndLength, NOTHING, 0, 0));
        memory.setVolatile(at, position ^ key);
    }

    boolean isCommitted(long position) {
        int at = at(position);
        return at <= memory.size() - HEADER && memory.getVolatile(at) == (position ^ key);
    }

    /**
     * Copies the payload of the record at a position.
     *
     * @return its kind and length, or -1 if there is no undamaged record
     */
    int read(long position, byte[] to) {
        int at = at(position);
        if (!isCommitted(position)) {
            return -1;
        }
        long meta = memory.get(at + META);
        int kindAndLength = (int) meta;
        int kind = kindOf(kindAndLength);
        int length = lengthOf(kindAndLength);
        if (kind == 0
                || kind > RecordKind.AMENDMENT.code()
                || length > margin - HEADER
                || at + HEADER > memory.size() - length) {
            return -1;
        }
        int copied = kind == SKIPPED ? 0 : length;
        memory.copy(at + HEADER, to, 0, copied);
        return meta == meta(position, kindAndLength, to, 0, copied) ? kindAndLength : -1;
    }

    /**
     * The first position, from a position on, at which a record was completed, or the limit if there is none before it. For
     * what nobody writes any more: it reads many words at once, since most of a journal is usually empty.
     */
    long nextCommitted(long from, long limit) {
        if (from < limit && isCommitted(from)) {
            return from;
        }
        long[] words = new long[LOOK_AHEAD];
        long position = from;
        while (position < limit) {
            int at = at(position);
            long room = Math.min(ringStart + capacity, memory.size() - META) - (long) at;
            int length = (int) Math.min(LOOK_AHEAD, Math.min(room, limit - position) / ALIGNMENT);
            if (length <= 0) {
                position += Math.max(ALIGNMENT, ringStart + capacity - at);
                continue;
            }
            memory.copy(at, words, length);
            for (int i = 0; i < length; i++, position += ALIGNMENT) {
                if (words[i] == (position ^ key)) {
                    return position;
                }
            }
        }
        return limit;
    }

    /** The position of the first record from a position on, or the limit if there is none before it. */
    long next(long from, long limit, byte[] scratch) {
        long position = from;
        while (position < limit && read(position, scratch) < 0) {
            position += ALIGNMENT;
        }
        return Math.min(position, limit);
    }

    /** The largest payload. */
    int largest() {
        return margin - HEADER;
    }

    private int at(long position) {
        return ringStart + (int) (position % capacity);
    }

    private long meta(long position, int kindAndLength, byte[] payload, int offset, int length) {
        long checksum = Checksum.of(position ^ key ^ (long) kindAndLength << 32, payload, offset, length);
        return checksum << 32 | Integer.toUnsignedLong(kindAndLength);
    }
}
