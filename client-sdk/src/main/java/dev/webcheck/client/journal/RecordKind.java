package dev.webcheck.client.journal;

/** What a record in the journal tells of. Internal to the SDK. */
public enum RecordKind {
    /** A request begins. */
    BEGIN,
    /** A request has ended. */
    END
}
