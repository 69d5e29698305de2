package dev.webcheck.correlation.rule;

import dev.webcheck.correlation.Outcome;
import dev.webcheck.correlation.RequestState;
import dev.webcheck.correlation.RequestState.Begin;
import dev.webcheck.correlation.RequestState.End;
import dev.webcheck.correlation.RequestState.ReplacedVerdict;
import dev.webcheck.correlation.RequestState.Verdict;
import dev.webcheck.event.RequestBegin;
import dev.webcheck.event.RequestCompleted;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * How events change a request. A begin that amends another counts instead of it. Otherwise two begins or two ends of one
 * request that differ come only from a broken sender. The choice between them does not depend on their order.
 */
final class Requests {

    private static final Comparator<Begin> FIRST_BEGIN =
            Comparator.comparing(Begin::amended).reversed().thenComparing(Begin::toString);
    private static final Comparator<End> FIRST_END =
            Comparator.comparingLong(End::durationNanos).thenComparing(End::toString);

    private Requests() {}

    /** A request that was unknown until now. */
    static RequestState unknown(UUID id, UUID instanceId) {
        return new RequestState(id, instanceId, Optional.empty(), Optional.empty(), Verdict.IN_FLIGHT, List.of());
    }

    static RequestState begun(RequestState request, RequestBegin event) {
        Begin begin = new Begin(
                event.callId(),
                event.attempt(),
                event.method(),
                event.url(),
                event.website(),
                event.trace(),
                event.headers(),
                event.amended());
        int order =
                request.begin().map(known -> FIRST_BEGIN.compare(begin, known)).orElse(-1);
        boolean better = order < 0 || (order == 0 && event.instanceId().compareTo(request.instanceId()) < 0);
        return better ? request.withBegin(event.instanceId(), begin) : request;
    }

    static RequestState ended(RequestState request, RequestCompleted event) {
        End end = new End(
                Outcome.valueOf(event.outcome().name()),
                event.duration().toNanos(),
                event.statusCode(),
                event.errorType(),
                event.exchange());
        End first = request.end()
                .filter(known -> FIRST_END.compare(known, end) <= 0)
                .orElse(end);
        return request.withEnd(teller(request, event), first);
    }

    /** Whose request it is: its begin says so, and while there is none, its ends do. */
    private static UUID teller(RequestState request, RequestCompleted event) {
        boolean settled = request.begin().isPresent() || event.instanceId().compareTo(request.instanceId()) >= 0;
        return settled ? request.instanceId() : event.instanceId();
    }

    /** A verdict has been reached on it; one of a detector that does not stay is kept as replaced. */
    static RequestState judged(RequestState request, Verdict verdict, Instant at) {
        Verdict before = request.verdict();
        if (verdict.equals(before)) {
            return request;
        }
        List<ReplacedVerdict> replaced = verdict.isSameAs(before)
                ? request.replaced()
                : before.detector()
                        .map(detector -> new ReplacedVerdict(
                                before.outcome(), detector, before.at().orElseThrow(), before.phase(), at))
                        .map(last -> Kept.latest(request.replaced(), last, RequestState.REPLACED_KEPT))
                        .orElse(request.replaced());
        return request.withVerdict(verdict, replaced);
    }
}
