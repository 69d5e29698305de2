package dev.webcheck.query;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The settings of this service besides those of Quarkus. */
@ConfigMapping(prefix = "webcheck.query")
interface QuerySettings {

    /**
     * For how long one statement may occupy the database before it is cancelled and the client is told so.
     *
     * @return a duration such as 5s or 500ms. Default 5 seconds; 0 means without end
     */
    @WithDefault("5s")
    Duration statementTimeout();
}
