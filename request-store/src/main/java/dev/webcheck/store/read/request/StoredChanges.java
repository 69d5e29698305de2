package dev.webcheck.store.read.request;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.hibernate.Session;

/** One transaction a question. */
@ApplicationScoped
class StoredChanges {

    private static final String LONG_IN_FLIGHT =
            "SELECT unnest(open_requests) FROM instance WHERE state = 'ALIVE' LIMIT :limit";

    private final ChangedRows changed;
    private final Session session;

    StoredChanges(ChangedRows changed, Session session) {
        this.changed = changed;
        this.session = session;
    }

    @Transactional
    RequestSnapshot now() {
        return changed.now();
    }

    @Transactional
    List<UUID> longInFlight(int limit) {
        return session.createNativeQuery(LONG_IN_FLIGHT, UUID.class)
                .setParameter("limit", limit)
                .getResultList();
    }

    /** One snapshot for all its statements. */
    @Transactional
    List<RequestChanges> since(List<RequestSnapshot> since, Collection<UUID> watched) {
        session.createNativeMutationQuery("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
                .executeUpdate();
        RequestSnapshot until = changed.now();
        return since.stream()
                .map(earlier -> changed.between(earlier, until, watched))
                .map(requests -> new RequestChanges(requests, requests.size() < ChangedRows.MOST_CHANGES, until))
                .toList();
    }
}
