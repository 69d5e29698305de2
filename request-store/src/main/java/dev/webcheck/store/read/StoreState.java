package dev.webcheck.store.read;

/** Whether the database can be read. */
public enum StoreState {
    /** It answers and has the tables. */
    READY,
    /** It answers, but its migrations have not run. */
    WITHOUT_SCHEMA,
    /** It does not answer. */
    UNREACHABLE
}
