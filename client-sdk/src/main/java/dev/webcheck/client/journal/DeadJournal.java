package dev.webcheck.client.journal;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The journal of an instance whose process has died, or that was closed before all was told. As long as this is neither
 * {@linkplain #delete deleted} nor {@linkplain #release released}, no other process can take it. Belongs to one thread.
 * Internal to the SDK.
 *
 * <p>It holds exactly what was not acknowledged when the process died. To publish it again after it had been published in
 * part is harmless, for its events are the same ones.
 */
public final class DeadJournal {

    private final LeftFile file;
    private final JournalContents contents;
    private long position;
    private boolean finished;

    DeadJournal(LeftFile file, JournalContents contents) {
        this.file = file;
        this.contents = contents;
        position = contents.start();
    }

    /**
     * Tells whose journal this is.
     *
     * @return the id of the instance
     */
    public UUID instanceId() {
        return contents.instanceId();
    }

    /**
     * Tells whose journal this is.
     *
     * @return the service of the instance, perhaps cut to 1024 bytes
     */
    public String service() {
        return contents.service();
    }

    /**
     * Tells which number the last sign of life had.
     *
     * @return what was last given to {@link Journal#signSequence}, 0 if nothing was, or if it is damaged
     */
    public long lastSignSequence() {
        return contents.signSequence();
    }

    /**
     * Tells whether the instance stopped by itself.
     *
     * @return what was given to {@link Journal#stopTold}; empty if the process died before
     */
    public Optional<String> stopReason() {
        return contents.stopReason();
    }

    /**
     * Counts what was recorded, acknowledged or not.
     *
     * @return the counts since the start of the instance; exact, unless this is damaged
     */
    public JournalCounts counts() {
        return contents.counts();
    }

    /**
     * Lists the requests that had begun and not ended.
     *
     * @return them, in the order of their begins
     */
    public List<LeftOpen> open() {
        return List.copyOf(contents.open());
    }

    /**
     * Tells how many parts of the file are known to be damaged: records, places of requests, or that its end is missing.
     * What they said is lost.
     *
     * @return 0 after an ordinary death
     */
    public int damagedParts() {
        return contents.damaged();
    }

    /**
     * Hands out the next of the records that were not acknowledged.
     *
     * @param visitor takes them
     * @param most how many to hand out
     * @return how many there were, 0 at the end
     */
    public int read(RecordVisitor visitor, int most) {
        int[] count = {0};
        if (!finished) {
            position = contents.read(
                    position,
                    (kind, bytes, offset, length) -> {
                        visitor.record(kind, bytes, offset, length);
                        count[0]++;
                    },
                    most);
        }
        return count[0];
    }

    /** Tells that all of it has been published. The file is deleted, or renamed if it is damaged. */
    public void delete() {
        if (!finished) {
            finished = true;
            if (contents.damaged() == 0) {
                file.delete();
            } else {
                file.keepAsCorrupt();
            }
        }
    }

    /** Leaves it for another try, by whoever finds it. */
    public void release() {
        if (!finished) {
            finished = true;
            file.release();
        }
    }
}
