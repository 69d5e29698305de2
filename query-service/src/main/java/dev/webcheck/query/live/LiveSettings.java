package dev.webcheck.query.live;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The settings of the live stream. */
@ConfigMapping(prefix = "webcheck.query.live")
interface LiveSettings {

    /**
     * How many clients may listen at a time; more are refused.
     *
     * @return a number. Default 100; 0 means that none may
     */
    @WithDefault("100")
    int listeners();
}
