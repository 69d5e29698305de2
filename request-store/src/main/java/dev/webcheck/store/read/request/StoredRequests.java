package dev.webcheck.store.read.request;

import dev.webcheck.event.RequestIds;
import dev.webcheck.store.read.PageLimit;
import dev.webcheck.store.read.sql.Part;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Answers of the tables of requests and instances, in one statement each where one day has all that is wanted. */
@ApplicationScoped
class StoredRequests {

    /** No call is looked for longer after its start. */
    private static final Duration LONGEST_CALL = Duration.ofHours(1);

    private static final int MOST_OF_CALL = 1_000;

    private static final Comparator<RecordedRequest> IN_ORDER_OF_ATTEMPTS = Comparator.comparingInt(
                    (RecordedRequest request) -> request.attempt().orElse(Integer.MAX_VALUE))
            .thenComparing(RecordedRequest::startedAt)
            .thenComparing(request -> request.id().toString());

    private final RequestRows requests;

    StoredRequests(RequestRows requests) {
        this.requests = requests;
    }

    Optional<RecordedRequest> find(UUID id) {
        return requests.find(id);
    }

    RequestPage newest(RequestFilter filter, Optional<UUID> below, PageLimit limit) {
        return RequestPage.of(requests.newest(filter, below, limit.andOne()), limit);
    }

    SlowestPage slowest(RequestFilter filter, Optional<SlowestPosition> below, PageLimit limit) {
        Part<RecordedRequest> found = requests.slowest(filter, below, limit.andOne());
        List<RecordedRequest> page =
                found.rows().subList(0, Math.min(limit.rows(), found.rows().size()));
        boolean hasNext = !found.all() || found.rows().size() > page.size();
        return new SlowestPage(
                page, hasNext ? Optional.of(SlowestPosition.of(page.get(page.size() - 1))) : Optional.empty());
    }

    /** Those of some ids that are still recorded, in their order. */
    List<RecordedRequest> find(List<UUID> ids) {
        Map<UUID, RecordedRequest> found =
                requests.find(ids).stream().collect(Collectors.toMap(RecordedRequest::id, Function.identity()));
        return ids.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    RecordedCall call(UUID callId) {
        boolean tellsTime = RequestIds.isRequestId(callId);
        Instant now = Instant.now();
        Instant from = tellsTime ? RequestIds.startedAt(callId) : Instant.EPOCH;
        Instant to = tellsTime ? from.plus(LONGEST_CALL) : now;
        IdRange range = IdRange.of(RequestFilter.EVERYTHING.within(from, to));
        List<RequestCondition> ofCall = List.of(RequestCondition.call(callId));
        PageLimit limit = PageLimit.ofRows(MOST_OF_CALL);
        RequestPage found = RequestPage.of(
                requests.search(search -> tellsTime
                        ? search.rising(range, ofCall, limit.andOne())
                        : search.falling(IdRange.of(RequestFilter.EVERYTHING), ofCall, limit.andOne())),
                limit);
        Optional<Instant> reached = found.next().map(RequestIds::startedAt);
        return new RecordedCall(
                callId,
                found.requests().stream().sorted(IN_ORDER_OF_ATTEMPTS).toList(),
                tellsTime ? from : reached.orElse(from),
                tellsTime ? reached.orElse(to) : now);
    }
}
