package dev.webcheck.client.journal;

/** Takes the records of a journal, oldest first. Internal to the SDK. */
@FunctionalInterface
public interface RecordVisitor {

    /**
     * Takes a record.
     *
     * @param kind what it tells of
     * @param bytes holds the record, and changes after this call
     * @param offset where it starts
     * @param length how long it is
     */
    void record(RecordKind kind, byte[] bytes, int offset, int length);
}
