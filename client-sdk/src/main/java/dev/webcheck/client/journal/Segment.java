package dev.webcheck.client.journal;

import dev.webcheck.client.journal.Header.Acknowledged;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * A journal in one memory, which is a file or is not. An instance has one of them, until its file fails or is deleted: then
 * another one follows. What is recorded here is what {@link Journal} says of it; each method may throw what the memory throws.
 */
final class Segment {

    static final int NO_PLACE = -1;

    /** A place has seven bits for the number of its segment. */
    static final int MOST = 1 << 7;

    private static final long NOT_CLAIMED = -1;

    private final int number;
    private final Optional<JournalFile> file;
    private final Optional<String> inMemoryBecause;
    private final Header header;
    private final RecordFormat format;
    private final Slots slots;
    private final Ring ring;
    private final int endSize;
    private final Acknowledged start;
    private final LongAdder begun = new LongAdder();
    private final LongAdder ended = new LongAdder();
    private final LongAdder unrecorded = new LongAdder();
    /** In bytes, what is reserved for the ends of requests that began in a segment before this one. */
    private final AtomicLong inherited = new AtomicLong();
    /** The places of such requests here, where a death would find them. Used by one thread. */
    private final Map<UUID, Long> carried = new HashMap<>();

    private volatile boolean broken;
    private volatile boolean closed;

    /**
     * A segment in zeros.
     *
     * @param number how many were before it
     * @param after all positions of those are smaller than this
     * @param before what those have counted
     */
    Segment(
            int number,
            JournalSettings settings,
            Memory memory,
            Optional<JournalFile> file,
            Optional<String> inMemoryBecause,
            Patience patience,
            long after,
            JournalCounts before) {
        this.number = number;
        this.file = file;
        this.inMemoryBecause = inMemoryBecause;
        Layout layout = Layout.of(memory.size(), Math.max(settings.largestBegin(), settings.largestEnd()));
        long first = Math.max(layout.capacity(), after + RecordFormat.ALIGNMENT & -RecordFormat.ALIGNMENT);
        start = new Acknowledged(0, first, before.begun(), before.ended());
        header = Header.create(memory, layout, new SecureRandom().nextLong(), settings, start);
        header.unrecorded(before.unrecorded());
        format = new RecordFormat(memory, layout, header.key());
        slots = new Slots(number, memory, layout, header.key());
        ring = new Ring(format, header, patience);
        endSize = RecordFormat.sizeOf(settings.largestEnd());
    }

    /** A segment that dies with the process. */
    static Segment inMemory(int number, JournalSettings settings, String because, long after, JournalCounts before) {
        Memory memory = Memory.allocate((int) Math.min(settings.size(), JournalSettings.LARGEST_IN_MEMORY));
        return new Segment(
                number,
                settings,
                memory,
                Optional.empty(),
                Optional.of(because),
                new Patience(System::nanoTime),
                after,
                before);
    }

    /** A segment in a file. */
    static Segment inFile(
            int number, JournalSettings settings, JournalFile.Zeros zeros, long after, JournalCounts before)
            throws IOException {
        JournalFile file = JournalFile.create(settings, zeros);
        boolean made = false;
        try {
            Segment segment = new Segment(
                    number,
                    settings,
                    file.memory(),
                    Optional.of(file),
                    Optional.empty(),
                    new Patience(System::nanoTime),
                    after,
                    before);
            file.show();
            made = true;
            return segment;
        } finally {
            if (!made) {
                file.delete();
            }
        }
    }

    int number() {
        return number;
    }

    Optional<JournalFile> file() {
        return file;
    }

    Optional<String> inMemoryBecause() {
        return inMemoryBecause;
    }

    /** Whether its memory has failed, so that nobody may touch it any more. */
    boolean isBroken() {
        return broken;
    }

    void breaks() {
        broken = true;
    }

    long join() {
        if (closed) {
            unrecorded();
            return NO_PLACE;
        }
        long place = slots.take();
        if (place == NO_PLACE) {
            unrecorded();
        }
        return place;
    }

    void identify(long place, long idMsb, long idLsb) {
        slots.identify(place, idMsb, idLsb);
    }

    boolean begin(long place, byte[] record, int offset, int length) {
        boolean written = false;
        try {
            boolean refused = closed;
            if (refused || !ring.reserve(RecordFormat.sizeOf(length) + endSize)) {
                if (!refused) {
                    unrecorded();
                }
                return false;
            }
            written = appendBegin(place, record, offset, length);
        } finally {
            if (!written) {
                slots.free(place);
            }
        }
        begun.increment();
        return true;
    }

    boolean amend(byte[] record, int offset, int length) {
        if (closed || !ring.reserve(RecordFormat.sizeOf(length))) {
            return false;
        }
        append(NO_PLACE, RecordKind.AMENDMENT, record, offset, length);
        return true;
    }

    void withdraw(long place) {
        slots.free(place);
    }

    void phase(long place, byte phase) {
        slots.phase(place, phase);
    }

    void end(long place, byte[] record, int offset, int length) {
        if (closed) {
            slots.free(place);
            return;
        }
        try {
            append(place, RecordKind.END, record, offset, length);
        } finally {
            try {
                slots.free(place);
            } finally {
                ring.release(endSize - RecordFormat.sizeOf(length));
            }
        }
        ended.increment();
    }

    /** Reserves room for the ends of so many requests that began before; at most half of it all. */
    void inherit(int requests) {
        int bytes = Math.min(requests * endSize, format.capacity() / 2);
        if (ring.reserve(bytes)) {
            inherited.set(bytes);
        }
    }

    /** Records the end of a request that began in a segment before; false if there is no room for it. */
    boolean endInherited(byte[] record, int offset, int length) {
        int size = RecordFormat.sizeOf(length);
        if (closed) {
            return true;
        }
        if (inherited.addAndGet(-endSize) >= 0) {
            ring.release(endSize - size);
        } else {
            inherited.addAndGet(endSize);
            if (!ring.reserve(size)) {
                return false;
            }
        }
        append(NO_PLACE, RecordKind.END, record, offset, length);
        ended.increment();
        return true;
    }

    /** A request is not listed any more, though its place cannot be given back. */
    void forget(long place) {
        slots.forget(place);
    }

    void unrecorded() {
        if (!broken) {
            header.unrecorded(1);
        }
        unrecorded.increment();
    }

    void list(OpenVisitor visitor) {
        if (broken) {
            slots.listWithoutMemory(visitor);
        } else {
            slots.list(visitor);
        }
    }

    /**
     * Has the open requests of earlier segments found here, if the process dies. How far they have come is not kept up to
     * date, so it is not told.
     */
    void carry(List<Segment> earlier) {
        Set<UUID> open = new HashSet<>();
        for (Segment segment : earlier) {
            segment.slots.listPlaces(place -> {
                UUID id = segment.slots.idOf(place);
                open.add(id);
                Checksum.unseal(segment.slots.begin(place), segment.header.key())
                        .ifPresent(begin -> carry(id, begin));
            });
        }
        carried.entrySet().removeIf(each -> {
            boolean over = !open.contains(each.getKey());
            if (over) {
                slots.free(each.getValue());
            }
            return over;
        });
    }

    /** The next segment does so. */
    void dropCarried() {
        carry(List.of());
    }

    private void carry(UUID id, long begin) {
        long place = begin == 0 || carried.containsKey(id) ? NO_PLACE : slots.take();
        if (place != NO_PLACE) {
            slots.phase(place, OpenVisitor.UNKNOWN_PHASE & 0xFF);
            slots.identify(place, id.getMostSignificantBits(), id.getLeastSignificantBits());
            slots.beginsAt(place, Checksum.seal(begin, header.key()));
            carried.put(id, place);
        }
    }

    JournalCounts counts() {
        return new JournalCounts(begun.sum(), ended.sum(), unrecorded.sum());
    }

    /** How many records are not acknowledged. */
    long pending() {
        Acknowledged acknowledged = ring.acknowledged();
        long told = acknowledged.begun() - start.begun() + acknowledged.ended() - start.ended();
        return Math.max(0, begun.sum() + ended.sum() - told);
    }

    /** Whether each record was acknowledged, the empty ones too. */
    boolean isAcknowledged() {
        return ring.tail() == ring.acknowledged().position();
    }

    /** Behind all positions that can still be claimed here. */
    long end() {
        return ring.tail() + 2L * format.capacity();
    }

    long tail() {
        return ring.tail();
    }

    long readPosition() {
        return ring.position();
    }

    boolean isReadable() {
        return ring.isReadable();
    }

    int read(RecordVisitor visitor, int most, long until) {
        int count = ring.read(visitor, most, until);
        surfaceFaults();
        return count;
    }

    void acknowledge() {
        ring.acknowledge();
        surfaceFaults();
    }

    void signSequence(long sequence) {
        header.signSequence(sequence);
        surfaceFaults();
    }

    void stopTold(String reason) {
        header.stop(reason);
        surfaceFaults();
    }

    /** Nothing is recorded any more. */
    void close() {
        closed = true;
    }

    private void surfaceFaults() {
        if (file.isPresent()) {
            MappingFault.surface();
        }
    }

    private boolean appendBegin(long place, byte[] record, int offset, int length) {
        boolean written = false;
        try {
            append(place, RecordKind.BEGIN, record, offset, length);
            written = true;
        } finally {
            if (!written) {
                ring.release(endSize);
            }
        }
        return written;
    }

    /** Writes into what was reserved. If this fails, nobody waits for the record. */
    private void append(long place, RecordKind kind, byte[] record, int offset, int length) {
        long position = NOT_CLAIMED;
        boolean written = false;
        try {
            position = ring.claim(RecordFormat.sizeOf(length));
            long sealed = Checksum.seal(position, header.key());
            if (kind == RecordKind.BEGIN) {
                slots.beginsAt(place, sealed);
            } else if (place != NO_PLACE) {
                slots.endsAt(place, sealed);
            }
            format.write(position, kind.code(), record, offset, length);
            written = true;
        } finally {
            if (!written && position == NOT_CLAIMED) {
                ring.release(RecordFormat.sizeOf(length));
            } else if (!written) {
                format.skip(position, length);
            }
        }
    }
}
