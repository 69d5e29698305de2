package dev.webcheck.client.journal;

import dev.webcheck.client.journal.Header.Acknowledged;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The records between those who write and the one who reads. Writers first reserve room, then claim a stretch of it, then
 * write their record there. They neither wait nor retry. Reading belongs to one thread.
 */
final class Ring {

    /** Apart by a cache line, and from what stands before and behind the array. */
    private static final int FREE = Memory.CACHE_LINE / Long.BYTES;

    private static final int TAIL = 2 * FREE;

    private final RecordFormat format;
    private final Header header;
    private final Patience patience;
    private final byte[] scratch;
    /** How many bytes are not reserved, and the position from which on nothing is claimed. */
    private final AtomicLongArray shared = new AtomicLongArray(3 * FREE);

    private volatile Acknowledged acknowledged;
    /** What will have been acknowledged once all that was read is. */
    private long position;

    private long begun;
    private long ended;

    Ring(RecordFormat format, Header header, Patience patience) {
        this.format = format;
        this.header = header;
        this.patience = patience;
        scratch = new byte[format.largest()];
        acknowledged = header.acknowledged().orElseThrow();
        position = acknowledged.position();
        begun = acknowledged.begun();
        ended = acknowledged.ended();
        shared.set(FREE, format.capacity());
        shared.set(TAIL, acknowledged.position());
    }

    boolean reserve(int bytes) {
        if (shared.getAndAdd(FREE, -bytes) >= bytes) {
            return true;
        }
        release(bytes);
        return false;
    }

    void release(int bytes) {
        shared.getAndAdd(FREE, bytes);
    }

    /** A stretch of what was reserved, which must then be written. */
    long claim(int bytes) {
        return shared.getAndAdd(TAIL, bytes);
    }

    long tail() {
        return shared.get(TAIL);
    }

    long position() {
        return position;
    }

    boolean isReadable() {
        return format.isCommitted(position);
    }

    int read(RecordVisitor visitor, int most, long until) {
        int count = 0;
        while (count < most && position < Math.min(tail(), until)) {
            int kindAndLength = format.read(position, scratch);
            if (kindAndLength < 0) {
                if (!patience.isOver(position, tail())) {
                    break;
                }
                passOver(patience.limit());
            } else if (RecordFormat.kindOf(kindAndLength) == RecordFormat.SKIPPED) {
                position += RecordFormat.sizeOf(RecordFormat.lengthOf(kindAndLength));
            } else {
                handOut(visitor, kindOf(kindAndLength), RecordFormat.lengthOf(kindAndLength));
                count++;
            }
        }
        return count;
    }

    void acknowledge() {
        long bytes = position - acknowledged.position();
        if (bytes > 0) {
            Acknowledged next = acknowledged.next(position, begun, ended);
            header.acknowledge(next);
            acknowledged = next;
            shared.getAndAdd(FREE, bytes);
        }
    }

    Acknowledged acknowledged() {
        return acknowledged;
    }

    static RecordKind kindOf(int kindAndLength) {
        int code = RecordFormat.kindOf(kindAndLength);
        if (code == RecordKind.BEGIN.code()) {
            return RecordKind.BEGIN;
        }
        return code == RecordKind.END.code() ? RecordKind.END : RecordKind.AMENDMENT;
    }

    private void handOut(RecordVisitor visitor, RecordKind kind, int length) {
        visitor.record(kind, scratch, 0, length);
        position += RecordFormat.sizeOf(length);
        switch (kind) {
            case BEGIN -> begun++;
            case END -> ended++;
            case AMENDMENT -> {}
        }
    }

    /** Leaves out what was claimed long ago by a thread that will not write it any more, up to the next record. */
    private void passOver(long limit) {
        position = format.next(position + RecordFormat.ALIGNMENT, limit, scratch);
    }
}
