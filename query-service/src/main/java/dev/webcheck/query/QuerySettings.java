package dev.webcheck.query;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The settings of this service besides those of Quarkus. */
@ConfigMapping(prefix = "webcheck.query")
interface QuerySettings {

    /** The default of {@link #statementTimeout}. */
    String STATEMENT_TIMEOUT = "5s";

    /**
     * For how long one statement may occupy the database before it is cancelled and the client is told so.
     *
     * @return a duration such as 5s or 500ms. Default 5 seconds; 0 means without end
     */
    @WithDefault(STATEMENT_TIMEOUT)
    Duration statementTimeout();
}
