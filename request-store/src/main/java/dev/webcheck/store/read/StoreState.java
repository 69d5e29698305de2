package dev.webcheck.store.read;

/** Whether the database can be read. */
public enum StoreState {
    /** It answers and has the tables. */
    READY,
    /** It answers, but its migrations have not run. */
    WITHOUT_SCHEMA,
    /** It may answer, but as many questions are put to it as may be at a time. */
    BUSY,
    /** It does not answer. */
    UNREACHABLE
}
