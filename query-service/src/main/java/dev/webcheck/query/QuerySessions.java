package dev.webcheck.query;

import dev.webcheck.store.SessionSettings;
import java.time.Duration;
import java.util.Map;

/** The database sessions of this service: they write nothing, and none of them occupies the database for long. */
final class QuerySessions {

    private QuerySessions() {}

    static SessionSettings settings(Duration statementTimeout) {
        return new SessionSettings(Map.of(
                "default_transaction_read_only",
                "on",
                "statement_timeout",
                String.valueOf(statementTimeout.toMillis()),
                // To start parallel workers takes longer than a question that is answered in milliseconds.
                "max_parallel_workers_per_gather",
                "0",
                // Questions go along an index, in its order. Of a day without statistics yet, a plan with a bitmap
                // fetches and
                // sorts everything for little.
                "enable_bitmapscan",
                "off"));
    }
}
