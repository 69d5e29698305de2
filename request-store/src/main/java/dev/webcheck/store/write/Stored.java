package dev.webcheck.store.write;

import dev.webcheck.correlation.batch.Changes;

/**
 * What a transaction has made of a batch.
 *
 * @param progress how far it has brought the batch
 * @param changes what it has changed
 */
public record Stored(Progress progress, Changes changes) {

    /** The batch touches more than one transaction may hold. */
    static final Stored NOTHING = new Stored(Progress.TOO_LARGE, Changes.NONE);

    /** How far a transaction has brought a batch. */
    public enum Progress {
        /** All that the batch changes is stored. */
        ALL,
        /** A part is stored. The same batch has to be correlated again, by this or another worker. */
        UNFINISHED,
        /** Nothing is stored, for the batch touches more than one transaction may hold. Its parts have to be correlated one by one. */
        TOO_LARGE
    }
}
