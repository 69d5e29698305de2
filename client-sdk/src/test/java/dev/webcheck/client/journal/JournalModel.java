package dev.webcheck.client.journal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** What a journal should do, in the simplest way, to be compared with what it does. */
final class JournalModel {

    private final Layout layout;
    /** The records that are not acknowledged, and their number that was read. */
    private final List<String> records = new ArrayList<>();

    private int read;
    private final Map<UUID, Integer> open = new LinkedHashMap<>();
    private long begun;
    private long ended;
    private long unrecorded;
    private int room;

    JournalModel(Layout layout) {
        this.layout = layout;
        room = layout.capacity();
    }

    private JournalModel(JournalModel other) {
        layout = other.layout;
        records.addAll(other.records);
        read = other.read;
        open.putAll(other.open);
        begun = other.begun;
        ended = other.ended;
        unrecorded = other.unrecorded;
        room = other.room;
    }

    JournalModel copy() {
        return new JournalModel(this);
    }

    boolean begin(UUID id, String record) {
        int needed = size(record) + RecordFormat.sizeOf(Records.LARGEST_END);
        if (open.size() == layout.slots() || room < needed) {
            unrecorded++;
            return false;
        }
        room -= needed;
        open.put(id, 0);
        records.add("BEGIN:" + record);
        begun++;
        return true;
    }

    boolean amend(String record) {
        if (room < size(record)) {
            return false;
        }
        room -= size(record);
        records.add("AMENDMENT:" + record);
        return true;
    }

    void phase(UUID id, int phase) {
        open.replace(id, phase);
    }

    void end(UUID id, String record) {
        open.remove(id);
        records.add("END:" + record);
        room += RecordFormat.sizeOf(Records.LARGEST_END) - size(record);
        ended++;
    }

    List<String> read(int most) {
        List<String> next = List.copyOf(records.subList(read, Math.min(records.size(), read + most)));
        read += next.size();
        return next;
    }

    void acknowledge() {
        for (String record : records.subList(0, read)) {
            room += size(record.substring(record.indexOf(':') + 1));
        }
        records.subList(0, read).clear();
        read = 0;
    }

    List<UUID> openIds() {
        return List.copyOf(open.keySet());
    }

    JournalCounts counts() {
        return new JournalCounts(begun, ended, unrecorded);
    }

    long pending() {
        return records.stream()
                .filter(record -> !record.startsWith("AMENDMENT:"))
                .count();
    }

    /** What is to be found after a kill. */
    Found found() {
        return new Found(List.copyOf(records), Map.copyOf(open), counts());
    }

    static Found found(Memory memory) {
        Optional<JournalContents> contents = JournalContents.of(memory);
        if (contents.isEmpty()) {
            return new Found(List.of(), Map.of(), new JournalCounts(0, 0, 0));
        }
        List<String> records = new ArrayList<>();
        contents.get().read(contents.get().start(), Records.into(records), Integer.MAX_VALUE);
        Map<UUID, Integer> open = contents.get().open().stream()
                .collect(Collectors.toMap(LeftOpen::id, each -> each.phase().orElse(-1)));
        if (contents.get().damaged() > 0) {
            records.add("damaged");
        }
        return new Found(records, open, contents.get().counts());
    }

    private static int size(String record) {
        return RecordFormat.sizeOf(Records.bytes(record).length);
    }

    record Found(List<String> records, Map<UUID, Integer> open, JournalCounts counts) {}
}
