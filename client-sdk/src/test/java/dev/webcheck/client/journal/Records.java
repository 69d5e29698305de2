package dev.webcheck.client.journal;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Records as text, and the ways of requests through a journal. */
final class Records {

    static final int LARGEST_BEGIN = 1200;
    static final int LARGEST_END = 100;

    private Records() {}

    static JournalSettings settings(Path directory) {
        return new JournalSettings(
                directory, JournalSettings.LEAST_SIZE, UUID.randomUUID(), "checkout", LARGEST_BEGIN, LARGEST_END);
    }

    /** A journal of so many bytes that has no file. */
    static Journal inMemory(Memory memory) {
        return new Journal(settings(Path.of("nowhere")), segment(memory));
    }

    /** The segment of such a journal by itself. */
    static Segment segment(Memory memory) {
        return new Segment(
                0,
                settings(Path.of("nowhere")),
                memory,
                Optional.empty(),
                Optional.of("a test"),
                new Patience(System::nanoTime),
                0,
                new JournalCounts(0, 0, 0));
    }

    /** A request that has begun in a segment. */
    static long begin(Segment segment, UUID id, String record) {
        long place = segment.join();
        if (place < 0) {
            return place;
        }
        segment.identify(place, id.getMostSignificantBits(), id.getLeastSignificantBits());
        byte[] bytes = bytes(record);
        return segment.begin(place, bytes, 0, bytes.length) ? place : -1;
    }

    static void end(Segment segment, long place, String record) {
        byte[] bytes = bytes(record);
        segment.end(place, bytes, 0, bytes.length);
    }

    static List<String> read(Segment segment, int most) {
        List<String> records = new ArrayList<>();
        segment.read(into(records), most, Long.MAX_VALUE);
        return records;
    }

    static List<UUID> open(Segment segment) {
        List<UUID> open = new ArrayList<>();
        segment.list((msb, lsb, phase) -> open.add(new UUID(msb, lsb)));
        return open;
    }

    /** A request that has begun, with the text as its record; -1 if there was no room. */
    static long begin(Journal journal, UUID id, String record) {
        long place = journal.join();
        if (place < 0) {
            return place;
        }
        journal.identify(place, id.getMostSignificantBits(), id.getLeastSignificantBits());
        byte[] bytes = bytes(record);
        return journal.begin(place, bytes, 0, bytes.length) ? place : -1;
    }

    static void end(Journal journal, long place, String record) {
        byte[] bytes = bytes(record);
        journal.end(place, bytes, 0, bytes.length);
    }

    static List<String> read(Journal journal, int most) {
        List<String> records = new ArrayList<>();
        journal.read(into(records), most, Long.MAX_VALUE);
        return records;
    }

    static List<UUID> open(Journal journal) {
        List<UUID> open = new ArrayList<>();
        journal.listOpen((msb, lsb, phase) -> open.add(new UUID(msb, lsb)));
        return open;
    }

    /** Adds each record as its kind, a colon and its text. */
    static RecordVisitor into(List<String> records) {
        return (kind, bytes, offset, length) ->
                records.add(kind + ":" + new String(bytes, offset, length, StandardCharsets.UTF_8));
    }

    static byte[] bytes(String record) {
        return record.getBytes(StandardCharsets.UTF_8);
    }
}
