package dev.webcheck.store.read;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.Session;

/** One transaction a question. */
@ApplicationScoped
class StoredRequests {

    private static final String HAS_SCHEMA =
            "SELECT to_regclass('request') IS NOT NULL AND to_regclass('instance') IS NOT NULL"
                    + " AND to_regclass('website_hour') IS NOT NULL AND to_regclass('request_count') IS NOT NULL"
                    + " AND to_regclass('incident') IS NOT NULL AND to_regclass('instance_hour') IS NOT NULL"
                    // the newest column that is read
                    + " AND EXISTS (SELECT FROM pg_attribute"
                    + "              WHERE attrelid = to_regclass('request') AND attname = 'replaced_verdicts')";

    private final RequestRows requests;
    private final InstanceRows instances;
    private final WebsiteCounts websites;
    private final Session session;

    StoredRequests(RequestRows requests, InstanceRows instances, WebsiteCounts websites, Session session) {
        this.requests = requests;
        this.instances = instances;
        this.websites = websites;
        this.session = session;
    }

    @Transactional
    Optional<RecordedRequest> find(UUID id) {
        return requests.findByIdOptional(id)
                .map(row -> row.recorded(Optional.ofNullable(
                        instances.services(Set.of(row.instanceId)).get(row.instanceId))));
    }

    @Transactional
    RequestPage newest(RequestFilter filter, Optional<UUID> below, int limit) {
        // One more than wanted tells whether there is a next page.
        List<RequestRow> rows = requests.newest(filter, below, limit + 1);
        List<RequestRow> page = rows.subList(0, Math.min(limit, rows.size()));
        Map<UUID, String> services =
                instances.services(page.stream().map(row -> row.instanceId).collect(Collectors.toSet()));
        Optional<UUID> next = rows.size() > limit ? Optional.of(page.get(limit - 1).id) : Optional.empty();
        return new RequestPage(
                page.stream()
                        .map(row -> row.recorded(Optional.ofNullable(services.get(row.instanceId))))
                        .toList(),
                next);
    }

    @Transactional
    Optional<WebsiteCount> mostFrequentWebsite() {
        return websites.mostFrequent();
    }

    @Transactional
    boolean haveSchema() {
        return session.createNativeQuery(HAS_SCHEMA, Boolean.class).getSingleResult();
    }
}
