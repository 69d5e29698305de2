package dev.webcheck.client.journal;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/**
 * The requests of a living instance: those that are open, and the records of begins and ends that the publisher has not yet
 * had acknowledged. They survive the death of the process, except when there {@linkplain #inMemoryBecause() is no file}.
 * Internal to the SDK.
 *
 * <p>The way of a request is {@link #join}, {@link #identify}, {@link #begin}, any number of {@link #phase}, and one {@link
 * #end}; instead of the begin, and only then, it may {@link #withdraw}. These can be called by any threads. They take no
 * lock, never wait and allocate nothing. Each step of a request must happen before its next one, except that a phase may be
 * told by any thread at any time: after the end it changes nothing. There must be one end only.
 *
 * <p>The methods from {@link #await} on belong to one thread, the publisher; except {@link #wake} and the counts.
 *
 * <p>The file may be deleted while it is in use: then the journal goes on, but does not survive the process. Nobody may cut it
 * short: then the JVM throws an {@link InternalError} in each thread that meets what is gone, at once or a little later.
 */
public final class Journal {

    private static final int NO_PLACE = -1;
    private static final long NOT_CLAIMED = -1;

    private final JournalSettings settings;
    private final Optional<JournalFile> file;
    private final Optional<String> inMemoryBecause;
    private final Header header;
    private final RecordFormat format;
    private final Slots slots;
    private final Ring ring;
    private final Waiting waiting = new Waiting();
    private final int endSize;
    private final LongAdder begun = new LongAdder();
    private final LongAdder ended = new LongAdder();
    private final AtomicBoolean closing = new AtomicBoolean();
    private volatile boolean closed;

    /** A journal in zeros. */
    Journal(
            JournalSettings settings,
            Memory memory,
            Optional<JournalFile> file,
            Optional<String> inMemoryBecause,
            Patience patience) {
        this.settings = settings;
        this.file = file;
        this.inMemoryBecause = inMemoryBecause;
        Layout layout = Layout.of(memory.size(), Math.max(settings.largestBegin(), settings.largestEnd()));
        header = Header.create(memory, layout, new SecureRandom().nextLong(), settings);
        format = new RecordFormat(memory, layout, header.key());
        slots = new Slots(memory, layout, header.key());
        ring = new Ring(format, header, patience);
        endSize = RecordFormat.sizeOf(settings.largestEnd());
    }

    /**
     * Makes a journal for an instance that starts.
     *
     * @param settings how it is to be
     * @return a journal in a file; if there can be none, one in memory
     */
    public static Journal open(JournalSettings settings) {
        return open(settings, JournalFile::writeZeros);
    }

    /**
     * Makes a journal that dies with the process.
     *
     * @param settings how it is to be; the directory does not matter
     * @param because why there is to be no file
     * @return a journal in memory
     */
    public static Journal inMemory(JournalSettings settings, String because) {
        Memory memory = Memory.allocate((int) Math.min(settings.size(), JournalSettings.LARGEST_IN_MEMORY));
        return new Journal(settings, memory, Optional.empty(), Optional.of(because), new Patience(System::nanoTime));
    }

    static Journal open(JournalSettings settings, JournalFile.Zeros zeros) {
        Patience patience = new Patience(System::nanoTime);
        try {
            JournalFile file = JournalFile.create(settings, zeros);
            try {
                Journal journal = new Journal(settings, file.memory(), Optional.of(file), Optional.empty(), patience);
                file.show();
                return journal;
            } catch (IOException | RuntimeException | InternalError e) {
                file.delete();
                throw e;
            }
        } catch (IOException | RuntimeException | InternalError e) {
            return inMemory(settings, e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    /**
     * Tells whether this journal dies with the process.
     *
     * @return why there is no file; empty if there is one
     */
    public Optional<String> inMemoryBecause() {
        return inMemoryBecause;
    }

    /**
     * Takes a place for a request. If there is none, the request counts as unrecorded.
     *
     * @return the place, or -1 if there is none
     */
    public long join() {
        if (closed) {
            header.unrecorded();
            return NO_PLACE;
        }
        long place = slots.take();
        if (place == NO_PLACE) {
            header.unrecorded();
        }
        return place;
    }

    /**
     * Gives a request its id. This is a volatile write: of one who calls this and then reads a variable, and another who
     * writes that variable and then {@linkplain #listOpen lists}, at least one sees what the other did.
     *
     * @param place the place of the request
     * @param idMsb the more significant half of its id
     * @param idLsb the less significant half of its id
     */
    public void identify(long place, long idMsb, long idLsb) {
        slots.identify(place, idMsb, idLsb);
    }

    /**
     * Records the begin of a request, and reserves room for its end. If there is no room for both, the request counts as
     * unrecorded, except after the close, and its place is taken back; so it is if this throws.
     *
     * @param place the place of the request, which has its id
     * @param record holds the record
     * @param offset where it starts
     * @param length how long it is
     * @return false if there is no room
     */
    public boolean begin(long place, byte[] record, int offset, int length) {
        boolean written = false;
        try {
            requireRecord("begin", record, offset, length, settings.largestBegin());
            boolean refused = closed;
            if (refused || !ring.reserve(RecordFormat.sizeOf(length) + endSize)) {
                if (!refused) {
                    header.unrecorded();
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
        waiting.arrived();
        return true;
    }

    /**
     * Gives back the place of a request that has not begun.
     *
     * @param place the place of the request
     */
    public void withdraw(long place) {
        slots.free(place);
    }

    /**
     * Tells how far a request has come. After its end this changes nothing.
     *
     * @param place the place of the request
     * @param phase what it does now
     */
    public void phase(long place, byte phase) {
        slots.phase(place, phase);
    }

    /**
     * Records the end of a request that has begun, for which there is always room. Then its place is no longer its own; nor
     * is it if this throws anything but {@link IllegalArgumentException} or {@link IndexOutOfBoundsException}.
     *
     * @param place the place of the request
     * @param record holds the record
     * @param offset where it starts
     * @param length how long it is
     */
    public void end(long place, byte[] record, int offset, int length) {
        requireRecord("end", record, offset, length, settings.largestEnd());
        if (closed) {
            slots.free(place);
            return;
        }
        try {
            append(place, RecordKind.END, record, offset, length);
            ended.increment();
        } finally {
            slots.free(place);
            ring.release(endSize - RecordFormat.sizeOf(length));
        }
        waiting.arrived();
    }

    /** Counts a request that is not recorded for another reason than that {@link #join} or {@link #begin} refused it. */
    public void unrecorded() {
        header.unrecorded();
    }

    /**
     * Lists the requests that were identified before this call and have not ended, some perhaps that were identified
     * meanwhile, and some that have not begun.
     *
     * @param visitor takes them, in no order
     */
    public void listOpen(OpenVisitor visitor) {
        slots.list(visitor);
    }

    /**
     * Counts what was recorded, and what was not.
     *
     * @return the counts since the start
     */
    public JournalCounts counts() {
        return new JournalCounts(begun.sum(), ended.sum(), header.unrecordedCount());
    }

    /**
     * Counts the records that are not acknowledged.
     *
     * @return how many wait; exact while nothing happens
     */
    public long pending() {
        Header.Acknowledged acknowledged = ring.acknowledged();
        return Math.max(0, begun.sum() + ended.sum() - acknowledged.begun() - acknowledged.ended());
    }

    /**
     * Tells where the next record will stand: a record whose method has returned stands before it.
     *
     * @return a position, to be compared with {@link #readPosition}
     */
    public long tailPosition() {
        return ring.tail();
    }

    /**
     * Tells how far the publisher has read.
     *
     * @return the position of the record that is read next
     */
    public long readPosition() {
        return ring.position();
    }

    /**
     * Waits for a record that can be read.
     *
     * @param longest how long to wait at most
     * @return whether there is one; false if the time is over, or after {@link #wake}
     * @throws InterruptedException if the thread is interrupted
     */
    public boolean await(Duration longest) throws InterruptedException {
        return waiting.await(ring::isReadable, longest.toNanos());
    }

    /** Lets the publisher return from {@link #await}, now or else the next time. Any thread may call it. */
    public void wake() {
        waiting.wake();
    }

    /**
     * Hands out the next records, up to one that is not completely written yet. To be called also when nothing was awaited:
     * a record whose writer has died in the midst of it is passed over after a while.
     *
     * @param visitor takes the records; if it throws, the record that it was given comes again
     * @param most how many records to hand out
     * @param until none from this position on
     * @return how many there were
     */
    public int read(RecordVisitor visitor, int most, long until) {
        return ring.read(visitor, most, until);
    }

    /** Tells that all records that were handed out have been published. Their room is free. */
    public void acknowledge() {
        ring.acknowledge();
    }

    /**
     * Keeps the number of the last sign of life that was told, for the one who finds this journal.
     *
     * @param sequence the number
     */
    public void signSequence(long sequence) {
        header.signSequence(sequence);
    }

    /**
     * Keeps that this instance has told, or is about to tell, that it stops.
     *
     * @param reason why, in 64 bytes at most
     */
    public void stopTold(String reason) {
        header.stop(reason);
    }

    /**
     * Says what becomes of the file when the process ends in order without a {@link #close}. At first it stays. May be said
     * again and again, by one thread.
     *
     * @param delete true if all has been told
     */
    public void deleteAtExit(boolean delete) {
        file.ifPresent(kept -> kept.deleteAtExit(delete));
    }

    /**
     * Takes nothing any more. If all has been told the file is deleted; otherwise it stays, for the next start of an instance
     * in this process or in another one. Only the first call counts.
     *
     * @param stopAcknowledged whether the stop of this instance has been published
     */
    public void close(boolean stopAcknowledged) {
        if (!closing.compareAndSet(false, true)) {
            return;
        }
        closed = true;
        if (stopAcknowledged && ring.tail() == ring.acknowledged().position()) {
            file.ifPresent(JournalFile::delete);
        } else {
            file.ifPresent(JournalFile::leave);
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
            } else {
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

    private static void requireRecord(String name, byte[] record, int offset, int length, int largest) {
        Objects.checkFromIndexSize(offset, length, record.length);
        if (length > largest) {
            throw new IllegalArgumentException(
                    "The record of the " + name + " must be at most " + largest + " bytes, but is " + length);
        }
    }
}
