package dev.webcheck.store.write;

/** How far a transaction has brought a batch. */
public enum Progress {
    /** All that the batch changes is stored. */
    STORED,
    /** A part is stored. The same batch has to be correlated again, by this or another worker. */
    UNFINISHED,
    /** Nothing is stored, for the batch touches more than one transaction may hold. Its parts have to be correlated one by one. */
    TOO_LARGE
}
