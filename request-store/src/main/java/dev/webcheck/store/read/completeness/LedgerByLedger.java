package dev.webcheck.store.read.completeness;

import dev.webcheck.store.read.TooMuchToReadException;
import dev.webcheck.store.read.completeness.InstanceLedger.Hour;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiConsumer;

/** Makes a ledger of the hours of each instance, and holds those of one at a time. Confined to one thread. */
final class LedgerByLedger {

    /** An instance with what it told. */
    record Instance(UUID id, Optional<String> service, Telling telling, Instant firstHeard) {}

    /** What an hour of an instance has. */
    record HourRow(UUID instanceId, Instant start, Hour hour) {}

    private final Map<UUID, Instance> instances;
    private final Instant oldest;
    private final int mostHours;
    private final BiConsumer<UUID, NamedLedger> each;
    private int added;
    private Optional<UUID> present = Optional.empty();
    private SortedMap<Instant, Hour> hours = new TreeMap<>();

    /**
     * Of some instances.
     *
     * @param instances those that are known, which are taken out when their ledgers are made
     * @param oldest the oldest hour of all that are kept
     * @param mostHours how many hours may be added
     * @param each is given the ledgers
     */
    LedgerByLedger(Map<UUID, Instance> instances, Instant oldest, int mostHours, BiConsumer<UUID, NamedLedger> each) {
        this.instances = instances;
        this.oldest = oldest;
        this.mostHours = mostHours;
        this.each = each;
    }

    /** Adds an hour; those of an instance come together. */
    void add(HourRow row) {
        added++;
        if (added > mostHours) {
            throw new TooMuchToReadException(mostHours, "hours of instances");
        }
        if (!present.equals(Optional.of(row.instanceId()))) {
            present.ifPresent(this::handOut);
            present = Optional.of(row.instanceId());
        }
        hours.put(row.start(), row.hour());
    }

    /** What is left has no hours. */
    void end() {
        present.ifPresent(this::handOut);
        List.copyOf(instances.keySet()).forEach(this::handOut);
    }

    private void handOut(UUID id) {
        SortedMap<Instant, Hour> of = hours;
        hours = new TreeMap<>();
        Optional.ofNullable(instances.remove(id)).ifPresent(instance -> {
            boolean allKept =
                    !instance.firstHeard().truncatedTo(ChronoUnit.HOURS).isBefore(oldest);
            each.accept(
                    id,
                    new NamedLedger(
                            instance.service(),
                            instance.telling(),
                            new InstanceLedger(instance.telling(), of, allKept)));
        });
    }
}
