package dev.webcheck.client.journal;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * The requests of a living instance: those that are open, and the records of begins and ends that the publisher has not yet
 * had acknowledged. They survive the death of the process, except when there {@linkplain #inMemoryBecause() is no file}.
 * Internal to the SDK.
 *
 * <p>The way of a request is {@link #join}, {@link #identify}, {@link #begin}, any number of {@link #phase} and
 * {@link #amend}, and one {@link #end}; instead of the begin, and only then, it may {@link #withdraw}. These can be called by
 * any threads. They take no lock, never wait and allocate nothing. Each step of a request must happen before its next one, except that a phase may be
 * told by any thread at any time: after the end it changes nothing. There must be one end only.
 *
 * <p>The methods from {@link #await} on belong to one thread, the publisher; except {@link #wake}, the counts and the close.
 *
 * <p>The file of a journal may fail while it is in use: cut short, on a full disk, deleted. Whatever an access throws then is
 * kept from the caller. What failed is not touched again, and another {@link Segment} takes its place: in a new file if the
 * file was deleted, in memory otherwise. {@link JournalWatch} makes it. Until then begins count as unrecorded, and ends wait.
 */
public final class Journal {

    private static final int NO_PLACE = Segment.NO_PLACE;

    private final JournalSettings settings;
    private final Waiting waiting = new Waiting();
    private final Segments segments;

    Journal(JournalSettings settings, Segment first) {
        this.settings = settings;
        segments = new Segments(settings, waiting, first);
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
        return new Journal(settings, Segment.inMemory(0, settings, because, 0, new JournalCounts(0, 0, 0)));
    }

    static Journal open(JournalSettings settings, JournalFile.Zeros zeros) {
        try {
            return new Journal(settings, Segment.inFile(0, settings, zeros, 0, new JournalCounts(0, 0, 0)));
        } catch (IOException | RuntimeException | InternalError e) {
            Journal journal = inMemory(settings, Segments.reason(e));
            if (e instanceof TooManyLeftException) {
                journal.segments.awaitRoom();
            }
            return journal;
        }
    }

    /**
     * Tells whether this journal dies with the process.
     *
     * @return why there is no file; empty if there is one
     */
    public Optional<String> inMemoryBecause() {
        return segments.active().inMemoryBecause();
    }

    /**
     * Takes a place for a request. If there is none, the request counts as unrecorded.
     *
     * @return the place, or -1 if there is none
     */
    public long join() {
        Segment segment = segments.active();
        try {
            if (!segment.isBroken()) {
                return segment.join();
            }
        } catch (Throwable thrown) {
            segments.failed(segment, thrown);
        }
        unrecorded();
        return NO_PLACE;
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
        Segment segment = segments.of(place);
        if (segment == null || segment.isBroken()) {
            return;
        }
        try {
            segment.identify(place, idMsb, idLsb);
        } catch (Throwable thrown) {
            segments.failed(segment, thrown);
        }
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
        boolean fits = false;
        try {
            requireRecord("begin", record, offset, length, settings.largestBegin());
            fits = true;
        } finally {
            if (!fits) {
                withdraw(place);
            }
        }
        Segment segment = segments.of(place);
        if (segment != null && !segment.isBroken()) {
            try {
                boolean begun = segment.begin(place, record, offset, length);
                waiting.arrived();
                return begun;
            } catch (Throwable thrown) {
                segments.failed(segment, thrown);
            }
        }
        withdraw(place);
        unrecorded();
        return false;
    }

    /**
     * Records the begin of a request again, if there is room. To be called between its begin and its end.
     *
     * @param record holds the record
     * @param offset where it starts
     * @param length how long it is
     * @return false if there is no room
     */
    public boolean amend(byte[] record, int offset, int length) {
        requireRecord("amendment", record, offset, length, settings.largestBegin());
        Segment segment = segments.active();
        if (!segment.isBroken()) {
            try {
                boolean amended = segment.amend(record, offset, length);
                waiting.arrived();
                return amended;
            } catch (Throwable thrown) {
                segments.failed(segment, thrown);
            }
        }
        return false;
    }

    /**
     * Gives back the place of a request that has not begun.
     *
     * @param place the place of the request
     */
    public void withdraw(long place) {
        Segment segment = segments.of(place);
        if (segment == null) {
            return;
        }
        try {
            if (segment.isBroken()) {
                segment.forget(place);
            } else {
                segment.withdraw(place);
            }
        } catch (Throwable thrown) {
            segments.failed(segment, thrown);
        }
    }

    /**
     * Tells how far a request has come. After its end this changes nothing.
     *
     * @param place the place of the request
     * @param phase what it does now
     */
    public void phase(long place, byte phase) {
        Segment segment = segments.of(place);
        if (segment == null || segment.isBroken()) {
            return;
        }
        try {
            segment.phase(place, phase);
        } catch (Throwable thrown) {
            segments.failed(segment, thrown);
        }
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
        Segment segment = segments.of(place);
        if (segment != null && !segment.isBroken()) {
            try {
                segment.end(place, record, offset, length);
                waiting.arrived();
                return;
            } catch (Throwable thrown) {
                segments.failed(segment, thrown);
            }
        }
        if (segment != null) {
            segment.forget(place);
        }
        segments.endElsewhere(record, offset, length);
    }

    /** Counts a request that is not recorded for another reason than that {@link #join} or {@link #begin} refused it. */
    public void unrecorded() {
        segments.unrecorded();
    }

    /**
     * Lists the requests that were identified before this call and have not ended, some perhaps that were identified
     * meanwhile, and some that have not begun.
     *
     * @param visitor takes them, in no order
     */
    public void listOpen(OpenVisitor visitor) {
        segments.listOpen(visitor);
    }

    /**
     * Counts what was recorded, and what was not.
     *
     * @return the counts since the start
     */
    public JournalCounts counts() {
        return segments.counts();
    }

    /**
     * Tells whether a part of the journal has failed, so that requests may be unrecorded though there is room.
     *
     * @return true from the first failure on
     */
    public boolean hasFailed() {
        return segments.failure().isPresent();
    }

    /**
     * Counts how often the journal has failed or was deleted, and the ends that were lost with it.
     *
     * @return a number that only grows
     */
    public long faults() {
        return segments.faults();
    }

    /**
     * Counts the records that are not acknowledged.
     *
     * @return how many wait; exact while nothing happens
     */
    public long pending() {
        return segments.pending();
    }

    /**
     * Tells where the next record will stand: a record whose method has returned stands before it.
     *
     * @return a position, to be compared with {@link #readPosition}
     */
    public long tailPosition() {
        return segments.active().tail();
    }

    /**
     * Tells how far the publisher has read.
     *
     * @return the position of the record that is read next
     */
    public long readPosition() {
        return segments.readPosition();
    }

    /**
     * Waits for a record that can be read.
     *
     * @param longest how long to wait at most
     * @return whether there is one; false if the time is over, or after {@link #wake}
     * @throws InterruptedException if the thread is interrupted
     */
    public boolean await(Duration longest) throws InterruptedException {
        return waiting.await(segments::isReadable, longest.toNanos());
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
        return segments.read(visitor, most, until);
    }

    /** Tells that all records that were handed out have been published. Their room is free. */
    public void acknowledge() {
        segments.acknowledge();
    }

    /**
     * Keeps the number of the last sign of life that was told, for the one who finds this journal.
     *
     * @param sequence the number
     */
    public void signSequence(long sequence) {
        segments.signSequence(sequence);
    }

    /**
     * Keeps that this instance has told, or is about to tell, that it stops.
     *
     * @param reason why, in 64 bytes at most
     */
    public void stopTold(String reason) {
        segments.stopTold(reason);
    }

    /**
     * Says what becomes of the file when the process ends in order without a {@link #close}. At first it stays. May be said
     * again and again, by one thread.
     *
     * @param delete true if all has been told
     */
    public void deleteAtExit(boolean delete) {
        segments.deleteAtExit(delete);
    }

    /**
     * Takes nothing any more. If all has been told the file is deleted; otherwise it stays, for the next start of an instance
     * in this process or in another one. Only the first call counts.
     *
     * @param stopAcknowledged whether the stop of this instance has been published
     */
    public void close(boolean stopAcknowledged) {
        segments.close(stopAcknowledged);
    }

    private static void requireRecord(String name, byte[] record, int offset, int length, int largest) {
        Objects.checkFromIndexSize(offset, length, record.length);
        if (length > largest) {
            throw new IllegalArgumentException(
                    "The record of the " + name + " must be at most " + largest + " bytes, but is " + length);
        }
    }

    Segments segments() {
        return segments;
    }
}
