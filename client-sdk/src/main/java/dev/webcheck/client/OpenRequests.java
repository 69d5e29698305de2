package dev.webcheck.client;

import dev.webcheck.event.RequestIds;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** All requests whose end is awaited, and those that are just being admitted. Lock-free. */
final class OpenRequests {

    private final Set<OpenRequest> open = ConcurrentHashMap.newKeySet();

    /**
     * What an instance can say of its open requests.
     *
     * @param before the bound up to which the list is complete
     * @param ids open requests from before that bound, oldest first
     */
    record Listing(Instant before, List<UUID> ids) {}

    /** To be called before the request gets its id, so that no listing can miss it. */
    void add(OpenRequest request) {
        open.add(request);
    }

    void remove(OpenRequest request) {
        open.remove(request);
    }

    /** Lists the oldest; if there are more than {@code most}, the bound comes down to the first that is not listed. */
    Listing before(Instant bound, int most) {
        List<UUID> ids = startedBefore(bound);
        return ids.size() <= most ? new Listing(bound, ids) : upTo(ids, most);
    }

    /** Lists all, with a bound that lies after each of them, and not before {@code earliest}. */
    Listing all(Instant earliest, int most) {
        List<UUID> ids = startedBefore(Instant.MAX);
        if (ids.size() > most) {
            return upTo(ids, most);
        }
        Instant last = ids.isEmpty()
                ? earliest
                : RequestIds.startedAt(ids.get(ids.size() - 1)).plusMillis(1);
        return new Listing(last.isAfter(earliest) ? last : earliest, ids);
    }

    private static Listing upTo(List<UUID> ids, int most) {
        Instant firstLeftOut = RequestIds.startedAt(ids.get(most));
        List<UUID> listed = ids.subList(0, most).stream()
                .filter(id -> RequestIds.startedAt(id).isBefore(firstLeftOut))
                .toList();
        return new Listing(firstLeftOut, listed);
    }

    private List<UUID> startedBefore(Instant bound) {
        return open.stream()
                .flatMap(request -> request.id().stream())
                .filter(id -> RequestIds.startedAt(id).isBefore(bound))
                .sorted()
                .toList();
    }
}
