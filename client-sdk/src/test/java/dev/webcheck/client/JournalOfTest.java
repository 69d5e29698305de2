package dev.webcheck.client;

import dev.webcheck.client.compact.BeginRecord;
import dev.webcheck.client.compact.EndRecord;
import dev.webcheck.client.journal.Journal;
import dev.webcheck.client.journal.JournalSettings;
import dev.webcheck.client.record.Instance;
import java.nio.file.Path;
import java.util.UUID;

/** Small journals for tests. */
public final class JournalOfTest {

    public static final Instance INSTANCE = new Instance(UUID.randomUUID(), "test");

    private JournalOfTest() {}

    public static Journal in(Path directory) {
        return in(directory, JournalSettings.LEAST_SIZE);
    }

    public static Journal in(Path directory, long size) {
        return Journal.open(new JournalSettings(
                directory, size, INSTANCE.id(), INSTANCE.service(), BeginRecord.LARGEST, EndRecord.largest(false)));
    }
}
