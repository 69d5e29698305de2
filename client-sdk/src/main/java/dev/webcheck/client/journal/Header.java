package dev.webcheck.client.journal;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a journal says of its instance, and up to where its records have been acknowledged.
 *
 * <p>The acknowledgement stands in two copies, of which the older is written over, so that one is whole at any moment. All
 * is written by one thread, except the counter of unrecorded requests.
 */
final class Header {

    static final int SIZE = 4096;
    /** The format of this version; what has another one is left alone. */
    static final long VERSION = 1;
    /** The bytes "webcheck". */
    static final long MAGIC = 0x6B63656863626577L;

    private static final int FORMAT = 8;
    private static final int SIZES = 16;
    private static final int MARGIN = 24;
    private static final int KEY = 32;
    private static final int ID_MSB = 40;
    private static final int ID_LSB = 48;
    private static final int SERVICE = 56;
    private static final int SERVICE_SIZE = 1024;
    private static final int CHECK = SERVICE + TextField.sizeOf(SERVICE_SIZE);

    private static final int ACKNOWLEDGED = 1536;
    private static final int ACKNOWLEDGED_FIELDS = 5;
    private static final int UNRECORDED = ACKNOWLEDGED + 2 * Memory.CACHE_LINE;
    private static final int SIGN = UNRECORDED + Memory.CACHE_LINE;
    private static final int STOP = SIGN + Memory.CACHE_LINE;
    private static final int STOP_SIZE = 64;

    private final Memory memory;
    private final long key;
    private final AtomicLong unrecorded = new AtomicLong();

    Header(Memory memory) {
        this.memory = memory;
        this.key = memory.get(KEY);
    }

    /** The header of a journal in zeros, whose first record will be where the last acknowledged one ended. */
    static Header create(Memory memory, Layout layout, long key, JournalSettings settings, Acknowledged start) {
        memory.set(FORMAT, VERSION);
        memory.set(SIZES, (long) layout.slots() << 32 | layout.size());
        memory.set(MARGIN, layout.margin());
        memory.set(KEY, key);
        memory.set(ID_MSB, settings.instanceId().getMostSignificantBits());
        memory.set(ID_LSB, settings.instanceId().getLeastSignificantBits());
        new TextField(memory, SERVICE, SERVICE_SIZE, key).set(settings.service());
        memory.set(CHECK, checksum(memory));
        Header header = new Header(memory);
        header.acknowledge(start);
        memory.setRelease(0, MAGIC);
        return header;
    }

    /** If it says that it is something else, as it would if another version of this had made it. */
    static boolean isOfAnotherFormat(Memory memory) {
        if (memory.size() < SIZES) {
            return false;
        }
        long magic = memory.get(0);
        return magic != 0 && (magic != MAGIC || memory.get(FORMAT) != VERSION);
    }

    /** If there can be a header in so few bytes. */
    static boolean fits(Memory memory) {
        return memory.size() >= SIZE;
    }

    boolean isSound() {
        return memory.get(0) == MAGIC && memory.get(CHECK) == checksum(memory) && layout().isSound();
    }

    Layout layout() {
        long sizes = memory.get(SIZES);
        return new Layout((int) sizes, (int) (sizes >>> 32), (int) memory.get(MARGIN));
    }

    long key() {
        return key;
    }

    UUID instanceId() {
        return new UUID(memory.get(ID_MSB), memory.get(ID_LSB));
    }

    String service() {
        return new TextField(memory, SERVICE, SERVICE_SIZE, key).get().orElse("");
    }

    void acknowledge(Acknowledged acknowledged) {
        int at = acknowledgedAt(acknowledged.turn());
        long[] fields = acknowledged.fields();
        for (int i = 0; i < fields.length; i++) {
            memory.setRelease(at + i * Long.BYTES, fields[i]);
        }
        memory.setRelease(at + fields.length * Long.BYTES, check(fields));
    }

    /** What was acknowledged last; empty if both copies are damaged. */
    Optional<Acknowledged> acknowledged() {
        Optional<Acknowledged> even = acknowledgedAtCopy(0);
        Optional<Acknowledged> odd = acknowledgedAtCopy(1);
        if (even.isPresent() && odd.isPresent()) {
            return even.get().turn() > odd.get().turn() ? even : odd;
        }
        return even.or(() -> odd);
    }

    /** Threads may store their sums in another order than they counted. A thread whose sum is out of date stores again. */
    void unrecorded(long more) {
        unrecorded.addAndGet(more);
        long written;
        do {
            written = unrecorded.get();
            memory.setVolatile(UNRECORDED, written);
        } while (unrecorded.get() != written);
        memory.probe(0);
    }

    long unrecordedCount() {
        return Math.max(0, memory.getAcquire(UNRECORDED));
    }

    void signSequence(long sequence) {
        memory.setRelease(SIGN, Checksum.seal(sequence, key));
    }

    /** The sequence of the last sign; empty if it is damaged. */
    OptionalLong signSequence() {
        return Checksum.unseal(memory.get(SIGN), key);
    }

    void stop(String reason) {
        new TextField(memory, STOP, STOP_SIZE, key).set(reason);
    }

    Optional<String> stopReason() {
        return new TextField(memory, STOP, STOP_SIZE, key).get();
    }

    private Optional<Acknowledged> acknowledgedAtCopy(int copy) {
        int at = acknowledgedAt(copy);
        long[] fields = new long[ACKNOWLEDGED_FIELDS - 1];
        Arrays.setAll(fields, i -> memory.get(at + i * Long.BYTES));
        boolean sound = memory.get(at + fields.length * Long.BYTES) == check(fields);
        return sound ? Optional.of(new Acknowledged(fields[0], fields[1], fields[2], fields[3])) : Optional.empty();
    }

    private long check(long[] fields) {
        return Checksum.of(fields[0], fields[1], fields[2], fields[3] ^ key);
    }

    private static int acknowledgedAt(long turn) {
        return ACKNOWLEDGED + (int) (turn & 1) * Memory.CACHE_LINE;
    }

    private static long checksum(Memory memory) {
        byte[] fixed = new byte[CHECK];
        memory.copy(0, fixed, 0, CHECK);
        return Checksum.of(MAGIC, fixed, FORMAT, CHECK - FORMAT);
    }

    /**
     * Up to where a journal has been acknowledged.
     *
     * @param turn counts the acknowledgements
     * @param position the first that is not acknowledged
     * @param begun how many begins were acknowledged
     * @param ended how many ends were acknowledged
     */
    record Acknowledged(long turn, long position, long begun, long ended) {

        Acknowledged next(long nextPosition, long nextBegun, long nextEnded) {
            return new Acknowledged(turn + 1, nextPosition, nextBegun, nextEnded);
        }

        long[] fields() {
            return new long[] {turn, position, begun, ended};
        }
    }
}
