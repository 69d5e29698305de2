package dev.webcheck.client.journal;

/** What a record in the journal tells of. Internal to the SDK. */
public enum RecordKind {
    /** A request begins. */
    BEGIN(1),
    /** A request has ended. */
    END(2),
    /** A request that has begun tells its begin again. Journals of versions without this kind count it as damaged. */
    AMENDMENT(4);

    private final int code;

    RecordKind(int code) {
        this.code = code;
    }

    /** What stands for it in a file. */
    int code() {
        return code;
    }
}
