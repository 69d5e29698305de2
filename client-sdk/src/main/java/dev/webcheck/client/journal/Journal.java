package dev.webcheck.client.journal;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

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
    private final LongAdder faults = new LongAdder();
    /** Ends of requests whose segment has failed, until there is another one. */
    private final Queue<byte[]> waitingEnds = new ConcurrentLinkedQueue<>();

    /** The oldest first. The last one is the one that takes new requests; the others wait for the ends of theirs. */
    private volatile List<Segment> segments;

    private volatile Segment active;
    private volatile JournalCounts dropped = new JournalCounts(0, 0, 0);
    private volatile Runnable onFailure = () -> {};
    private volatile @Nullable Throwable failure;
    private volatile long signSequence;
    private volatile @Nullable String stopReason;
    private volatile boolean awaitsRoom;
    private boolean closed;

    Journal(JournalSettings settings, Segment first) {
        this.settings = settings;
        segments = List.of(first);
        active = first;
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
            Journal journal = inMemory(settings, reason(e));
            journal.awaitsRoom = e instanceof TooManyLeftException;
            return journal;
        }
    }

    /**
     * Tells whether this journal dies with the process.
     *
     * @return why there is no file; empty if there is one
     */
    public Optional<String> inMemoryBecause() {
        return active.inMemoryBecause();
    }

    /**
     * Takes a place for a request. If there is none, the request counts as unrecorded.
     *
     * @return the place, or -1 if there is none
     */
    public long join() {
        Segment segment = active;
        try {
            if (!segment.isBroken()) {
                return segment.join();
            }
        } catch (Throwable thrown) {
            failed(segment, thrown);
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
        Segment segment = segmentOf(place);
        if (segment == null || segment.isBroken()) {
            return;
        }
        try {
            segment.identify(place, idMsb, idLsb);
        } catch (Throwable thrown) {
            failed(segment, thrown);
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
        Segment segment = segmentOf(place);
        if (segment != null && !segment.isBroken()) {
            try {
                boolean begun = segment.begin(place, record, offset, length);
                waiting.arrived();
                return begun;
            } catch (Throwable thrown) {
                failed(segment, thrown);
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
        Segment segment = active;
        if (!segment.isBroken()) {
            try {
                boolean amended = segment.amend(record, offset, length);
                waiting.arrived();
                return amended;
            } catch (Throwable thrown) {
                failed(segment, thrown);
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
        Segment segment = segmentOf(place);
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
            failed(segment, thrown);
        }
    }

    /**
     * Tells how far a request has come. After its end this changes nothing.
     *
     * @param place the place of the request
     * @param phase what it does now
     */
    public void phase(long place, byte phase) {
        Segment segment = segmentOf(place);
        if (segment == null || segment.isBroken()) {
            return;
        }
        try {
            segment.phase(place, phase);
        } catch (Throwable thrown) {
            failed(segment, thrown);
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
        Segment segment = segmentOf(place);
        if (segment != null && !segment.isBroken()) {
            try {
                segment.end(place, record, offset, length);
                waiting.arrived();
                return;
            } catch (Throwable thrown) {
                failed(segment, thrown);
            }
        }
        if (segment != null) {
            segment.forget(place);
        }
        endElsewhere(record, offset, length);
    }

    /** Counts a request that is not recorded for another reason than that {@link #join} or {@link #begin} refused it. */
    public void unrecorded() {
        Segment segment = active;
        try {
            segment.unrecorded();
        } catch (Throwable thrown) {
            failed(segment, thrown);
            segment.unrecorded();
        }
    }

    /**
     * Lists the requests that were identified before this call and have not ended, some perhaps that were identified
     * meanwhile, and some that have not begun.
     *
     * @param visitor takes them, in no order
     */
    public void listOpen(OpenVisitor visitor) {
        record Open(UUID id, byte phase) {}
        List<Open> open = new ArrayList<>();
        for (Segment segment : segments) {
            int before = open.size();
            OpenVisitor adding = (idMsb, idLsb, phase) -> open.add(new Open(new UUID(idMsb, idLsb), phase));
            try {
                segment.list(adding);
            } catch (Throwable thrown) {
                failed(segment, thrown);
                open.subList(before, open.size()).clear();
                segment.list(adding);
            }
        }
        // A request that is carried from one segment to the next is in both; the first one knows its phase.
        Set<UUID> seen = new HashSet<>();
        for (Open each : open) {
            if (seen.add(each.id())) {
                visitor.open(each.id().getMostSignificantBits(), each.id().getLeastSignificantBits(), each.phase());
            }
        }
    }

    /**
     * Counts what was recorded, and what was not.
     *
     * @return the counts since the start
     */
    public JournalCounts counts() {
        JournalCounts counts = dropped;
        for (Segment segment : segments) {
            counts = counts.plus(segment.counts());
        }
        return counts;
    }

    /**
     * Tells whether a part of the journal has failed, so that requests may be unrecorded though there is room.
     *
     * @return true from the first failure on
     */
    public boolean hasFailed() {
        return failure != null;
    }

    /**
     * Counts how often the journal has failed or was deleted, and the ends that were lost with it.
     *
     * @return a number that only grows
     */
    public long faults() {
        return faults.sum();
    }

    /**
     * Counts the records that are not acknowledged.
     *
     * @return how many wait; exact while nothing happens
     */
    public long pending() {
        long pending = waitingEnds.size();
        for (Segment segment : segments) {
            pending += segment.isBroken() ? 0 : segment.pending();
        }
        return pending;
    }

    /**
     * Tells where the next record will stand: a record whose method has returned stands before it.
     *
     * @return a position, to be compared with {@link #readPosition}
     */
    public long tailPosition() {
        return active.tail();
    }

    /**
     * Tells how far the publisher has read.
     *
     * @return the position of the record that is read next
     */
    public long readPosition() {
        for (Segment segment : segments) {
            if (!segment.isBroken() && segment.readPosition() < segment.tail()) {
                return segment.readPosition();
            }
        }
        return active.readPosition();
    }

    /**
     * Waits for a record that can be read.
     *
     * @param longest how long to wait at most
     * @return whether there is one; false if the time is over, or after {@link #wake}
     * @throws InterruptedException if the thread is interrupted
     */
    public boolean await(Duration longest) throws InterruptedException {
        return waiting.await(this::isReadable, longest.toNanos());
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
        int count = 0;
        for (Segment segment : segments) {
            if (!segment.isBroken()) {
                count += read(segment, visitor, most - count, until);
                if (segment.readPosition() < Math.min(segment.tail(), until)) {
                    break;
                }
            }
        }
        return count;
    }

    /** Tells that all records that were handed out have been published. Their room is free. */
    public void acknowledge() {
        for (Segment segment : segments) {
            try {
                if (!segment.isBroken()) {
                    segment.acknowledge();
                }
            } catch (Throwable thrown) {
                failed(segment, thrown);
            }
        }
    }

    /**
     * Keeps the number of the last sign of life that was told, for the one who finds this journal.
     *
     * @param sequence the number
     */
    public void signSequence(long sequence) {
        signSequence = sequence;
        Segment segment = active;
        try {
            if (!segment.isBroken()) {
                segment.signSequence(sequence);
            }
        } catch (Throwable thrown) {
            failed(segment, thrown);
        }
    }

    /**
     * Keeps that this instance has told, or is about to tell, that it stops.
     *
     * @param reason why, in 64 bytes at most
     */
    public void stopTold(String reason) {
        stopReason = reason;
        Segment segment = active;
        try {
            if (!segment.isBroken()) {
                segment.stopTold(reason);
            }
        } catch (Throwable thrown) {
            failed(segment, thrown);
        }
    }

    /**
     * Takes nothing any more. If all has been told the file is deleted; otherwise it stays, for the next start of an instance
     * in this process or in another one. Only the first call counts.
     *
     * @param stopAcknowledged whether the stop of this instance has been published
     */
    public synchronized void close(boolean stopAcknowledged) {
        if (closed) {
            return;
        }
        closed = true;
        boolean told = stopAcknowledged;
        for (Segment segment : segments) {
            segment.close();
            told &= segment.isBroken() || segment.isAcknowledged();
        }
        for (Segment segment : segments) {
            boolean done = segment.isBroken() ? segment.pending() == 0 : told;
            segment.file().ifPresent(done ? JournalFile::delete : JournalFile::leave);
        }
        onFailure.run();
    }

    /** Whoever makes another segment where one has failed is to be told. */
    void onFailure(Runnable told) {
        onFailure = told;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    Segment active() {
        return active;
    }

    List<Segment> segments() {
        return segments;
    }

    JournalSettings settings() {
        return settings;
    }

    /** Whether there is to be a file once fewer dead processes have left theirs. */
    boolean awaitsRoom() {
        return awaitsRoom && active.file().isEmpty();
    }

    /** What made the active segment fail, if it did. */
    Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    /** Counts a failure that is told elsewhere. */
    void fault() {
        faults.increment();
    }

    /** The next requests go to another segment. False if the journal was closed meanwhile. */
    synchronized boolean follow(Segment next) {
        if (closed) {
            return false;
        }
        int open = 0;
        for (Segment segment : segments) {
            open += segment.isBroken() ? openOf(segment) : 0;
        }
        next.inherit(open);
        next.signSequence(signSequence);
        String reason = stopReason;
        if (reason != null) {
            next.stopTold(reason);
        }
        List<Segment> all = new ArrayList<>(segments);
        all.add(next);
        // Before it takes any: who lists has to see it.
        segments = List.copyOf(all);
        active = next;
        recordWaitingEnds();
        waiting.wake();
        return true;
    }

    /** An earlier segment is done with. */
    synchronized void drop(Segment done) {
        if (!closed) {
            List<Segment> others = new ArrayList<>(segments);
            others.remove(done);
            segments = List.copyOf(others);
            dropped = dropped.plus(done.counts());
            done.file().ifPresent(JournalFile::leave);
        }
    }

    int openOf(Segment segment) {
        int[] open = {0};
        try {
            segment.list((idMsb, idLsb, phase) -> open[0]++);
        } catch (Throwable thrown) {
            failed(segment, thrown);
            segment.list((idMsb, idLsb, phase) -> open[0]++);
        }
        return open[0];
    }

    /** Nobody touches a segment any more whose memory has failed. What is not its fault goes on to the caller. */
    void failed(Segment segment, Throwable thrown) {
        if (thrown instanceof StackOverflowError || thrown instanceof OutOfMemoryError) {
            throw (VirtualMachineError) thrown;
        }
        MappingFault.settle();
        if (!segment.isBroken()) {
            failure = thrown;
            segment.breaks();
            onFailure.run();
        }
    }

    static String reason(Throwable thrown) {
        return thrown instanceof TooManyLeftException ? String.valueOf(thrown.getMessage()) : thrown.getClass().getSimpleName() + ": " + thrown.getMessage();
    }

    /** The one that a place was taken in; null if it is done with. */
    private @Nullable Segment segmentOf(long place) {
        Segment last = active;
        int number = Slots.segmentOf(place);
        if (last.number() == number) {
            return last;
        }
        for (Segment segment : segments) {
            if (segment.number() == number) {
                return segment;
            }
        }
        return null;
    }

    private void endElsewhere(byte[] record, int offset, int length) {
        byte[] end = new byte[length];
        System.arraycopy(record, offset, end, 0, length);
        waitingEnds.add(end);
        if (!active.isBroken()) {
            recordWaitingEnds();
        }
    }

    private void recordWaitingEnds() {
        Segment segment = active;
        for (byte[] end = waitingEnds.poll(); end != null; end = waitingEnds.poll()) {
            try {
                if (segment.endInherited(end, 0, end.length)) {
                    waiting.arrived();
                } else {
                    faults.increment();
                }
            } catch (Throwable thrown) {
                waitingEnds.add(end);
                failed(segment, thrown);
                return;
            }
        }
    }

    private boolean isReadable() {
        for (Segment segment : segments) {
            try {
                if (!segment.isBroken() && segment.isReadable()) {
                    return true;
                }
            } catch (Throwable thrown) {
                failed(segment, thrown);
            }
        }
        return false;
    }

    private int read(Segment segment, RecordVisitor visitor, int most, long until) {
        Handing handing = new Handing(visitor);
        try {
            return segment.read(handing, most, until);
        } catch (Throwable thrown) {
            if (handing.isVisiting) {
                throw thrown;
            }
            failed(segment, thrown);
            return 0;
        }
    }

    /** Tells what a visitor throws from what the memory throws. */
    private static final class Handing implements RecordVisitor {

        private final RecordVisitor visitor;
        private boolean isVisiting;

        Handing(RecordVisitor visitor) {
            this.visitor = visitor;
        }

        @Override
        public void record(RecordKind kind, byte[] bytes, int offset, int length) {
            isVisiting = true;
            visitor.record(kind, bytes, offset, length);
            isVisiting = false;
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
