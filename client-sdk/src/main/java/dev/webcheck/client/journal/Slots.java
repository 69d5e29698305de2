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

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The open requests of a living instance. A place is the number of a slot and, above it, the turn of that slot, so that what
 * is done with a place after its end touches nobody else. Threadsafe and lock-free.
 */
final class Slots {

    private static final int TURN_MASK = Integer.MAX_VALUE;
    private static final int TURN_SHIFT = 32;
    private static final int NONE = -1;

    private final Memory memory;
    private final Layout layout;
    private final long key;

    /** The stack of free slots: the top one, and above it how often the top has changed. */
    private final AtomicLong top = new AtomicLong();

    private final AtomicIntegerArray below;
    /** No slot from this one on was ever taken. */
    private final AtomicInteger used = new AtomicInteger();

    Slots(Memory memory, Layout layout, long key) {
        this.memory = memory;
        this.layout = layout;
        this.key = key;
        below = new AtomicIntegerArray(layout.slots());
        for (int slot = 0; slot < layout.slots(); slot++) {
            below.setPlain(slot, slot + 1 < layout.slots() ? slot + 1 : NONE);
        }
    }

    /** A place, or -1 if all are taken. */
    long take() {
        int slot = pop();
        if (slot == NONE) {
            return NONE;
        }
        int turn = (SlotFormat.turn(memory.get(layout.slotAt(slot))) + 1) & TURN_MASK;
        memory.setRelease(layout.slotAt(slot) + WORD, SlotFormat.word(turn, TAKEN, 0));
        return (long) turn << TURN_SHIFT | slot;
    }

    void identify(long place, long idMsb, long idLsb) {
        int at = at(place);
        int turn = turn(place);
        // Nobody may see these before the slot is taken, nor the slot identified before these.
        memory.setRelease(at + BEGIN, 0);
        memory.setRelease(at + END, 0);
        memory.setRelease(at + ID_MSB, idMsb);
        memory.setRelease(at + ID_LSB, idLsb);
        memory.setRelease(at + CHECK, SlotFormat.check(key, idMsb, idLsb, turn));
        memory.setVolatile(at + WORD, SlotFormat.word(turn, IDENTIFIED, SlotFormat.phase(memory.get(at + WORD))));
    }

    void beginsAt(long place, long sealedPosition) {
        memory.setRelease(at(place) + BEGIN, sealedPosition);
    }

    void endsAt(long place, long sealedPosition) {
        memory.setRelease(at(place) + END, sealedPosition);
    }

    void phase(long place, int phase) {
        int at = at(place) + WORD;
        long word = memory.getAcquire(at);
        while (SlotFormat.turn(word) == turn(place)
                && SlotFormat.state(word) != FREE
                && !memory.compareAndSet(at, word, SlotFormat.word(turn(place), SlotFormat.state(word), phase))) {
            word = memory.getAcquire(at);
        }
    }

    void free(long place) {
        memory.setRelease(at(place) + WORD, SlotFormat.word(turn(place), FREE, 0));
        push((int) place);
    }

    /** Every request that was identified before this call and is still open. */
    void list(OpenVisitor visitor) {
        int limit = used.get();
        for (int slot = 0; slot < limit; slot++) {
            int at = layout.slotAt(slot);
            long word = memory.getVolatile(at + WORD);
            if (SlotFormat.state(word) != IDENTIFIED) {
                continue;
            }
            long idMsb = memory.getAcquire(at + ID_MSB);
            long idLsb = memory.getAcquire(at + ID_LSB);
            long after = memory.getVolatile(at + WORD);
            // If it is another's now, the one before has ended, and the other came after this call.
            if (SlotFormat.state(after) == IDENTIFIED && SlotFormat.turn(after) == SlotFormat.turn(word)) {
                visitor.open(idMsb, idLsb, (byte) SlotFormat.phase(after));
            }
        }
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
        return layout.slotAt((int) place);
    }

    private static int turn(long place) {
        return (int) (place >>> TURN_SHIFT);
    }
}
