package dev.webcheck.correlation.rule;

import dev.webcheck.event.RequestIds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.UUID;

/** The requests that a deadline may yet decide, those that started first in front. Confined to one thread. */
final class Overdue {

    private static final Comparator<UUID> BY_START = Comparator.comparingLong(id -> id.getMostSignificantBits() >>> 16);

    private final Map<UUID, PriorityQueue<UUID>> waiting = new HashMap<>();

    /** The later one of two times. */
    static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }

    void wait(UUID instanceId, UUID request) {
        waiting.computeIfAbsent(instanceId, none -> new PriorityQueue<>(BY_START))
                .add(request);
    }

    /** Takes out the requests of an instance that started before a bound. */
    List<UUID> takeBefore(Instant bound, UUID instanceId) {
        PriorityQueue<UUID> queue = waiting.get(instanceId);
        List<UUID> taken = new ArrayList<>();
        while (queue != null
                && !queue.isEmpty()
                && RequestIds.startedAt(queue.element()).isBefore(bound)) {
            taken.add(queue.remove());
        }
        return taken;
    }
}
