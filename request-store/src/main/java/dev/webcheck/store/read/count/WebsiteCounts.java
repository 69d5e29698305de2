package dev.webcheck.store.read.count;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.hibernate.Session;

/** The counts of each website, all kept hours together. */
@ApplicationScoped
class WebsiteCounts {

    /** The highest of those that are settled, and each that is not. */
    private static final String MOST_FREQUENT = """
            WITH unsettled AS (SELECT website, sum(%1$s)::bigint AS n FROM %2$s GROUP BY website)
            SELECT website, n FROM (
                   (SELECT website, %1$s AS n FROM website_total AS total
                     WHERE NOT EXISTS (SELECT FROM unsettled WHERE unsettled.website = total.website)
                     ORDER BY %1$s DESC, website COLLATE "C" LIMIT 1)
                   UNION ALL
                   SELECT website, n + coalesce((SELECT %1$s FROM website_total AS total
                                                  WHERE total.website = unsettled.website), 0)
                     FROM unsettled) AS each
             WHERE n > 0 ORDER BY n DESC, website COLLATE "C" LIMIT 1
            """.formatted(CountColumns.REQUESTS, CountColumns.UNSETTLED);

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
