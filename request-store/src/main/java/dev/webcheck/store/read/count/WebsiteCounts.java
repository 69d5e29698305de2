package dev.webcheck.store.read.count;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** The counts of each website, all kept hours together. */
final class WebsiteCounts {

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

    private final Connection connection;

    WebsiteCounts(Connection connection) {
        this.connection = connection;
    }

    /** The website with the most requests, the first by name among equals. */
    Optional<WebsiteCount> mostFrequent() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(MOST_FREQUENT);
                ResultSet row = select.executeQuery()) {
            return row.next()
                    ? Optional.of(new WebsiteCount(row.getString("website"), row.getLong("n")))
                    : Optional.empty();
        }
    }
}
