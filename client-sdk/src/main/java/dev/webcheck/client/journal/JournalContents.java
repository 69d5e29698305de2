package dev.webcheck.client.journal;

import dev.webcheck.client.journal.Header.Acknowledged;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * What stands in a journal that nobody writes any more.
 *
 * <p>A record is in it if it was completed and is not acknowledged. A request is open if its begin is in it or was
 * acknowledged, and its end neither is nor was. All of this is exact at whatever moment the process was killed. Of a damaged
 * journal it is what can be read: nothing that was not written, but perhaps not all that was.
 */
final class JournalContents {

    private final Memory memory;
    private final Header header;
    private final Layout layout;
    private final RecordFormat format;
    private final Acknowledged acknowledged;
    private final byte[] scratch;
    private final List<LeftOpen> open = new ArrayList<>();
    private long begins;
    private long ends;
    private int damaged;
    /** From here on there are no records. */
    private long limit;

    private JournalContents(Memory memory, Header header, Acknowledged acknowledged) {
        this.memory = memory;
        this.header = header;
        this.acknowledged = acknowledged;
        layout = header.layout();
        format = new RecordFormat(memory, layout, header.key());
        scratch = new byte[format.largest()];
        limit = start() + format.capacity();
        countRecords();
        findOpen();
    }

    /** What can be read; empty if it is nothing. */
    static Optional<JournalContents> of(Memory memory) {
        Header header = new Header(memory);
        if (!header.isSound()) {
            return Optional.empty();
        }
        return header.acknowledged().map(acknowledged -> new JournalContents(memory, header, acknowledged));
    }

    UUID instanceId() {
        return header.instanceId();
    }

    String service() {
        return header.service();
    }

    long signSequence() {
        return header.signSequence().orElse(0);
    }

    Optional<String> stopReason() {
        return header.stopReason();
    }

    JournalCounts counts() {
        return new JournalCounts(acknowledged.begun() + begins, acknowledged.ended() + ends, header.unrecordedCount());
    }

    List<LeftOpen> open() {
        return open;
    }

    /** How many parts of it are known to be damaged. */
    int damaged() {
        return damaged;
    }

    /** The position of the first record that can be. */
    long start() {
        return acknowledged.position();
    }

    /**
     * Hands out records from a position on.
     *
     * @return the position behind the last one of them
     */
    long read(long from, RecordVisitor visitor, int most) {
        long position = format.nextCommitted(from, limit);
        int count = 0;
        while (position < limit && count < most) {
            int kindAndLength = format.read(position, scratch);
            if (kindAndLength < 0) {
                position = format.nextCommitted(position + RecordFormat.ALIGNMENT, limit);
                continue;
            }
            int length = RecordFormat.lengthOf(kindAndLength);
            if (RecordFormat.kindOf(kindAndLength) != RecordFormat.SKIPPED) {
                visitor.record(Ring.kindOf(kindAndLength), scratch, 0, length);
                count++;
            }
            position = format.nextCommitted(position + RecordFormat.sizeOf(length), limit);
        }
        return position;
    }

    private void countRecords() {
        long last = start();
        long position = format.nextCommitted(start(), limit);
        while (position < limit) {
            int kindAndLength = format.read(position, scratch);
            if (kindAndLength < 0) {
                // Not one that its writer was killed in: that has no word that completes it.
                damaged++;
                position = format.nextCommitted(position + RecordFormat.ALIGNMENT, limit);
            } else {
                int kind = RecordFormat.kindOf(kindAndLength);
                begins += kind == RecordKind.BEGIN.code() ? 1 : 0;
                ends += kind == RecordKind.END.code() ? 1 : 0;
                last = position + RecordFormat.sizeOf(RecordFormat.lengthOf(kindAndLength));
                position = format.nextCommitted(last, limit);
            }
        }
        limit = last;
        damaged += memory.size() < layout.size() ? 1 : 0;
        damaged += header.signSequence().isEmpty() ? 1 : 0;
    }

    private void findOpen() {
        record Begun(long position, LeftOpen request) {}
        List<Begun> begun = new ArrayList<>();
        int slots = Math.min(layout.slots(), (memory.size() - Header.SIZE) / Layout.SLOT_SIZE);
        for (int slot = 0; slot < slots; slot++) {
            int at = layout.slotAt(slot);
            long word = memory.get(at + SlotFormat.WORD);
            if (SlotFormat.state(word) != SlotFormat.IDENTIFIED) {
                continue;
            }
            long idMsb = memory.get(at + SlotFormat.ID_MSB);
            long idLsb = memory.get(at + SlotFormat.ID_LSB);
            OptionalLong beginsAt = position(at + SlotFormat.BEGIN);
            OptionalLong endsAt = position(at + SlotFormat.END);
            if (memory.get(at + SlotFormat.CHECK) != SlotFormat.check(header.key(), idMsb, idLsb, SlotFormat.turn(word))
                    || beginsAt.isEmpty()
                    || endsAt.isEmpty()) {
                damaged++;
            } else if (wasRecorded(beginsAt.getAsLong(), RecordKind.BEGIN)
                    && !wasRecorded(endsAt.getAsLong(), RecordKind.END)) {
                begun.add(new Begun(beginsAt.getAsLong(), new LeftOpen(new UUID(idMsb, idLsb), phase(word))));
            }
        }
        begun.sort(Comparator.comparingLong(Begun::position));
        begun.forEach(each -> open.add(each.request()));
    }

    private OptionalLong position(int at) {
        return Checksum.unseal(memory.get(at), header.key());
    }

    private OptionalInt phase(long word) {
        if (SlotFormat.isPhaseSound(word)) {
            return OptionalInt.of(SlotFormat.phase(word));
        }
        damaged++;
        return OptionalInt.empty();
    }

    private boolean wasRecorded(long position, RecordKind kind) {
        if (position < start()) {
            return position > 0;
        }
        int kindAndLength = position < limit ? format.read(position, scratch) : -1;
        return kindAndLength >= 0 && RecordFormat.kindOf(kindAndLength) == kind.code();
    }
}
