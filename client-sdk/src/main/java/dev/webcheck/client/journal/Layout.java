package dev.webcheck.client.journal;

/**
 * Where things stand in a journal: header, slots, ring, and behind the ring a margin, into which a record runs that starts
 * before the ring's end. So no record is ever in two pieces.
 *
 * @param size of it all
 * @param slots how many requests can be open at once
 * @param margin the size of the largest record
 */
record Layout(int size, int slots, int margin) {

    static final int SLOT_SIZE = Memory.CACHE_LINE;

    /** One slot for so many bytes of the journal: more than a begin and the room for its end usually take. */
    private static final int BYTES_PER_SLOT = 1024;

    static Layout of(int size, int largestPayload) {
        return new Layout(size, size / BYTES_PER_SLOT, RecordFormat.sizeOf(largestPayload));
    }

    /** If it could have been made by {@link #of}; what stands in a damaged header could not. */
    boolean isSound() {
        return size > Header.SIZE
                && slots == size / BYTES_PER_SLOT
                && margin >= RecordFormat.HEADER
                && margin % RecordFormat.ALIGNMENT == 0
                && capacity() >= margin;
    }

    int slotAt(int slot) {
        return Header.SIZE + slot * SLOT_SIZE;
    }

    int ringStart() {
        return slotAt(slots);
    }

    int capacity() {
        return (size - ringStart() - margin) & -RecordFormat.ALIGNMENT;
    }
}
