package dev.webcheck.client.record;

import dev.webcheck.client.compact.PhaseCodes;
import dev.webcheck.client.journal.Journal;
import dev.webcheck.client.journal.LeftOpen;
import dev.webcheck.event.RequestIds;
import dev.webcheck.event.RequestPhase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What an instance can say of its open requests.
 *
 * @param before the bound up to which the list is complete, in milliseconds as request ids have them
 * @param phases the open requests from before that bound, oldest first, and how far they have come
 */
record OpenListing(long before, Map<UUID, Optional<RequestPhase>> phases) {

    private record Open(UUID id, Optional<RequestPhase> phase) {

        long startedAt() {
            return RequestIds.startedAt(id).toEpochMilli();
        }
    }

    /** Lists the oldest; if there are more than {@code most}, the bound comes down to the first that is not listed. */
    static OpenListing of(Journal journal, long bound, int most) {
        return cut(open(journal, bound), bound, most);
    }

    /** Lists all, with a bound that lies after each of them, and not before {@code earliest}. */
    static OpenListing ofAll(Journal journal, long earliest, int most) {
        return all(open(journal, Long.MAX_VALUE), earliest, most);
    }

    /** Lists what was open in a journal that was left, as {@link #ofAll} does. */
    static OpenListing of(List<LeftOpen> left, long earliest, int most) {
        List<Open> open = new ArrayList<>();
        for (LeftOpen request : left) {
            open.add(new Open(request.id(), PhaseCodes.phase(request.phase().orElse(-1))));
        }
        open.sort(Comparator.comparing(Open::id));
        return all(open, earliest, most);
    }

    private static OpenListing all(List<Open> open, long earliest, int most) {
        long afterLast = open.isEmpty() ? earliest : open.get(open.size() - 1).startedAt() + 1;
        return cut(open, Math.max(afterLast, earliest), most);
    }

    private static OpenListing cut(List<Open> open, long bound, int most) {
        long before = open.size() <= most ? bound : open.get(most).startedAt();
        Map<UUID, Optional<RequestPhase>> phases = new LinkedHashMap<>();
        for (Open request : open) {
            if (request.startedAt() < before) {
                phases.put(request.id(), request.phase());
            }
        }
        return new OpenListing(before, phases);
    }

    private static List<Open> open(Journal journal, long bound) {
        List<Open> open = new ArrayList<>();
        journal.listOpen((idMsb, idLsb, phase) -> {
            Open request = new Open(new UUID(idMsb, idLsb), PhaseCodes.phase(phase));
            if (request.startedAt() < bound) {
                open.add(request);
            }
        });
        open.sort(Comparator.comparing(Open::id));
        return open;
    }
}
