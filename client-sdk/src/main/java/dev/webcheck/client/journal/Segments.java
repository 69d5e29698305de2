package dev.webcheck.client.journal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The segments of a journal: the one that takes new requests, and those before it whose requests have not all ended. The
 * publisher sees them as one sequence of records. Nothing that their memories throw leaves this class.
 */
final class Segments {

    private final JournalSettings settings;
    private final Waiting waiting;
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

    Segments(JournalSettings settings, Waiting waiting, Segment first) {
        this.settings = settings;
        this.waiting = waiting;
        segments = List.of(first);
        active = first;
    }

    /** There is to be a file once fewer dead processes have left theirs. */
    void awaitRoom() {
        awaitsRoom = true;
    }

    void unrecorded() {
        Segment segment = active;
        try {
            segment.unrecorded();
        } catch (Throwable thrown) {
            failed(segment, thrown);
            segment.unrecorded();
        }
    }

    void listOpen(OpenVisitor visitor) {
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

    JournalCounts counts() {
        JournalCounts counts = dropped;
        for (Segment segment : segments) {
            counts = counts.plus(segment.counts());
        }
        return counts;
    }

    long faults() {
        return faults.sum();
    }

    long pending() {
        long pending = waitingEnds.size();
        for (Segment segment : segments) {
            pending += segment.isBroken() ? 0 : segment.pending();
        }
        return pending;
    }

    long readPosition() {
        for (Segment segment : segments) {
            if (!segment.isBroken() && segment.readPosition() < segment.tail()) {
                return segment.readPosition();
            }
        }
        return active.readPosition();
    }

    int read(RecordVisitor visitor, int most, long until) {
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

    void acknowledge() {
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

    void signSequence(long sequence) {
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

    void stopTold(String reason) {
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

    void deleteAtExit(boolean delete) {
        for (Segment segment : segments) {
            boolean done = delete && (!segment.isBroken() || segment.pending() == 0);
            segment.file().ifPresent(file -> file.deleteAtExit(done));
        }
    }

    synchronized void close(boolean stopAcknowledged) {
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
        return thrown instanceof TooManyLeftException
                ? String.valueOf(thrown.getMessage())
                : thrown.getClass().getSimpleName() + ": " + thrown.getMessage();
    }

    /** The one that a place was taken in; null if it is done with. */
    @Nullable Segment of(long place) {
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

    void endElsewhere(byte[] record, int offset, int length) {
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

    boolean isReadable() {
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
}
