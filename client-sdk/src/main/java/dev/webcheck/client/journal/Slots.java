package dev.webcheck.client.journal;

import static dev.webcheck.client.journal.SlotFormat.BEGIN;
import static dev.webcheck.client.journal.SlotFormat.CHECK;
import static dev.webcheck.client.journal.SlotFormat.END;
import static dev.webcheck.client.journal.SlotFormat.FREE;
import static dev.webcheck.client.journal.SlotFormat.IDENTIFIED;
import static dev.webcheck.client.journal.SlotFormat.ID_LSB;
import static dev.webcheck.client.journal.SlotFormat.ID_MSB;
import static dev.webcheck.client.journal.SlotFormat.TAKEN;
import static dev.webcheck.client.journal.SlotFormat.WORD;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongConsumer;

/**
 * The open requests of a living instance. A place is the number of a slot, above it the number of the segment, and above that
 * the turn of the slot, so that what is done with a place after its end touches nobody else. Threadsafe and lock-free.
 *
 * <p>The heap also holds the words and the ids of the slots. Threads decide the next word there and then store it, because an atomic
 * exchange with a page that is gone can end the process (see {@link Exchange}). The ids can be listed after the memory has failed.
 */
final class Slots {

    private static final int TURN_MASK = Integer.MAX_VALUE;
    private static final int TURN_SHIFT = 32;
    private static final int SEGMENT_SHIFT = 24;
    private static final int SLOT_MASK = (1 << SEGMENT_SHIFT) - 1;
    private static final int NONE = -1;

    private final int segment;
    private final Memory memory;
    private final Layout layout;
    private final long key;
    /** The word of each slot, which the memory gets to have. */
    private final AtomicLongArray words;

    /** Both halves of the id of each slot; of one that is free, the first is zero. */
    private final AtomicLongArray ids;

    /** The stack of free slots: the top one, and above it how often the top has changed. */
    private final AtomicLong top = new AtomicLong();

    private final AtomicIntegerArray below;
    /** No slot from this one on was ever taken. */
    private final AtomicInteger used = new AtomicInteger();

    Slots(int segment, Memory memory, Layout layout, long key) {
        this.segment = segment;
        this.memory = memory;
        this.layout = layout;
        this.key = key;
        words = new AtomicLongArray(layout.slots());
        ids = new AtomicLongArray(2 * layout.slots());
        below = new AtomicIntegerArray(layout.slots());
        for (int slot = 0; slot < layout.slots(); slot++) {
            below.setPlain(slot, slot + 1 < layout.slots() ? slot + 1 : NONE);
        }
    }

    /** The number of the segment that a place belongs to. */
    static int segmentOf(long place) {
        return (int) place >>> SEGMENT_SHIFT;
    }

    /** A place, or -1 if all are taken. */
    long take() {
        int slot = pop();
        if (slot == NONE) {
            return NONE;
        }
        int turn = (SlotFormat.turn(words.get(slot)) + 1) & TURN_MASK;
        words.set(slot, SlotFormat.word(turn, TAKEN, 0));
        writeWord(slot);
        return (long) turn << TURN_SHIFT | segment << SEGMENT_SHIFT | slot;
    }

    void identify(long place, long idMsb, long idLsb) {
        ids.setRelease(2 * slot(place) + 1, idLsb);
        ids.setRelease(2 * slot(place), idMsb);
        int at = at(place);
        int turn = turn(place);
        // Nobody may see these before the slot is taken, nor the slot identified before these.
        memory.setRelease(at + BEGIN, 0);
        memory.setRelease(at + END, 0);
        memory.setRelease(at + ID_MSB, idMsb);
        memory.setRelease(at + ID_LSB, idLsb);
        memory.setRelease(at + CHECK, SlotFormat.check(key, idMsb, idLsb, turn));
        long word;
        do {
            word = words.get(slot(place));
        } while (!words.compareAndSet(slot(place), word, SlotFormat.word(turn, IDENTIFIED, SlotFormat.phase(word))));
        writeWord(slot(place));
        memory.probe(at + WORD);
    }

    void beginsAt(long place, long sealedPosition) {
        memory.setRelease(at(place) + BEGIN, sealedPosition);
    }

    void endsAt(long place, long sealedPosition) {
        memory.setRelease(at(place) + END, sealedPosition);
    }

    UUID idOf(long place) {
        return new UUID(ids.getAcquire(2 * slot(place)), ids.getAcquire(2 * slot(place) + 1));
    }

    /** Where the begin of an open request is in the ring, sealed; zero if it is not yet. */
    long begin(long place) {
        return memory.getAcquire(at(place) + BEGIN);
    }

    void phase(long place, int phase) {
        int slot = slot(place);
        long word = words.get(slot);
        while (isOpen(word, place)) {
            long next = SlotFormat.word(turn(place), SlotFormat.state(word), phase);
            if (words.compareAndSet(slot, word, next)) {
                writeWord(slot);
                break;
            }
            word = words.get(slot);
        }
        memory.probe(at(place) + WORD);
    }

    void free(long place) {
        words.set(slot(place), SlotFormat.word(turn(place), FREE, 0));
        forget(place);
        // Not checked: what comes before it has been, at the same place or further behind in the file.
        writeWord(slot(place));
        push(slot(place));
    }

    /** It is not listed any more, even where the memory has failed. */
    void forget(long place) {
        ids.setRelease(2 * slot(place), 0);
    }

    /** Every request that was identified before this call and is still open. */
    void list(OpenVisitor visitor) {
        int limit = used.get();
        for (int slot = 0; slot < limit; slot++) {
            long word = words.get(slot);
            if (SlotFormat.state(word) != IDENTIFIED) {
                continue;
            }
            long idMsb = ids.get(2 * slot);
            long idLsb = ids.get(2 * slot + 1);
            long after = words.get(slot);
            // If it is another's now, the one before has ended, and the other came after this call.
            if (SlotFormat.state(after) == IDENTIFIED && SlotFormat.turn(after) == SlotFormat.turn(word)) {
                visitor.open(idMsb, idLsb, (byte) SlotFormat.phase(after));
            }
        }
    }

    /** The same after the memory has failed: without phases, and some perhaps that have ended. */
    void listWithoutMemory(OpenVisitor visitor) {
        int limit = used.get();
        for (int slot = 0; slot < limit; slot++) {
            long idMsb = ids.getAcquire(2 * slot);
            if (idMsb != 0) {
                visitor.open(idMsb, ids.getAcquire(2 * slot + 1), OpenVisitor.UNKNOWN_PHASE);
            }
        }
    }

    /** The places of the requests that are listed. */
    void listPlaces(LongConsumer visitor) {
        int limit = used.get();
        for (int slot = 0; slot < limit; slot++) {
            long word = words.get(slot);
            if (SlotFormat.state(word) == IDENTIFIED) {
                visitor.accept((long) SlotFormat.turn(word) << TURN_SHIFT | segment << SEGMENT_SHIFT | slot);
            }
        }
    }

    /** Threads may store words in another order than they decided. A thread whose word is out of date stores again. */
    private void writeWord(int slot) {
        long written;
        do {
            written = words.get(slot);
            memory.setVolatile(layout.slotAt(slot) + WORD, written);
        } while (words.get(slot) != written);
        memory.surfaceUnlessCompiled();
    }

    private int pop() {
        long seen = top.get();
        while ((int) seen != NONE) {
            int slot = (int) seen;
            if (top.compareAndSet(seen, changed(seen, below.getPlain(slot)))) {
                if (slot >= used.get()) {
                    used.accumulateAndGet(slot + 1, Math::max);
                }
                return slot;
            }
            seen = top.get();
        }
        return NONE;
    }

    private void push(int slot) {
        long seen;
        do {
            seen = top.get();
            below.setPlain(slot, (int) seen);
        } while (!top.compareAndSet(seen, changed(seen, slot)));
    }

    private static long changed(long top, int slot) {
        return ((top >>> TURN_SHIFT) + 1) << TURN_SHIFT | Integer.toUnsignedLong(slot);
    }

    private int at(long place) {
        return layout.slotAt(slot(place));
    }

    private static boolean isOpen(long word, long place) {
        return SlotFormat.turn(word) == turn(place) && SlotFormat.state(word) != FREE;
    }

    private static int slot(long place) {
        return (int) place & SLOT_MASK;
    }

    private static int turn(long place) {
        return (int) (place >>> TURN_SHIFT);
    }
}
