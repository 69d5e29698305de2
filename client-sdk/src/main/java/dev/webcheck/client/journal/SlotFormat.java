package dev.webcheck.client.journal;

/**
 * How an open request stands in its slot: a word with its state, the two halves of its id, the positions of its begin and
 * its end in the ring, and a checksum.
 *
 * <p>The word has, from the lowest byte, the state, the phase, the phase inverted, a zero byte, and four bytes that count how
 * often the slot was taken.
 */
final class SlotFormat {

    static final int WORD = 0;
    static final int ID_MSB = 8;
    static final int ID_LSB = 16;
    static final int BEGIN = 24;
    static final int END = 32;
    static final int CHECK = 40;

    static final int FREE = 0;
    static final int TAKEN = 1;
    static final int IDENTIFIED = 2;

    private static final int PHASE_SHIFT = 8;
    private static final int INVERSE_SHIFT = 16;
    private static final int TURN_SHIFT = 32;
    private static final int BYTE_MASK = 0xFF;

    private SlotFormat() {}

    static long word(int turn, int state, int phase) {
        return (long) turn << TURN_SHIFT
                | (long) (~phase & BYTE_MASK) << INVERSE_SHIFT
                | (phase & BYTE_MASK) << PHASE_SHIFT
                | state;
    }

    static int turn(long word) {
        return (int) (word >>> TURN_SHIFT);
    }

    static int state(long word) {
        return (int) (word & BYTE_MASK);
    }

    static int phase(long word) {
        return (int) (word >>> PHASE_SHIFT & BYTE_MASK);
    }

    static boolean isPhaseSound(long word) {
        return phase(word) == (~word >>> INVERSE_SHIFT & BYTE_MASK);
    }

    static long check(long key, long idMsb, long idLsb, int turn) {
        return Checksum.of(key, idMsb, idLsb, turn);
    }
}
