package dev.webcheck.store.read.incident;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The targets of the requests that were in flight, by which the many that ended are told from those of no interest, and with which they
 * share their texts. This class is not changed once it is made.
 */
final class KnownTargets {

    /** No URL of a request begins like that. */
    private static final String NO_URL = "any://any";

    private final Map<RequestTarget, RequestTarget> exact = new HashMap<>();
    private final Map<RequestTarget, RequestTarget> ofRoutes = new HashMap<>();

    KnownTargets(Collection<RequestTarget> inFlight) {
        for (RequestTarget target : inFlight) {
            exact.put(target, target);
            RequestTarget route = target.route();
            ofRoutes.put(route, RequestTarget.exactly(route.method(), route.website(), NO_URL + route.text()));
        }
    }

    /** An equal target; else, where only the route was in flight, one of that route; empty if neither was. */
    Optional<RequestTarget> like(RequestTarget target) {
        RequestTarget equal = exact.get(target);
        return Optional.ofNullable(equal == null ? ofRoutes.get(target.route()) : equal);
    }
}
