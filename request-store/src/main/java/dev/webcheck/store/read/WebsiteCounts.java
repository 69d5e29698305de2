package dev.webcheck.store.read;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.hibernate.Session;

/** The counts of each website and hour. Each partition counts in rows of its own, so only sums mean something. */
@ApplicationScoped
class WebsiteCounts {

    private static final String MOST_FREQUENT = """
            SELECT website, sum(in_flight + completed + failed + cancelled + abandoned + crashed + unknown)::bigint
            FROM website_hour
            GROUP BY website
            HAVING sum(in_flight + completed + failed + cancelled + abandoned + crashed + unknown) > 0
            ORDER BY 2 DESC, website COLLATE "C"
            LIMIT 1
            """;

    private final Session session;

    WebsiteCounts(Session session) {
        this.session = session;
    }

    /** The website with the most requests, the first by name among equals. */
    Optional<WebsiteCount> mostFrequent() {
        return session.createNativeQuery(MOST_FREQUENT, Object[].class).getResultList().stream()
                .map(row -> new WebsiteCount((String) row[0], ((Number) row[1]).longValue()))
                .findFirst();
    }
}
