package dev.webcheck.query.admission;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much of the service's memory answers may take. */
@ConfigMapping(prefix = "webcheck.query.admission")
interface AdmissionSettings {

    /**
     * How many requests of the API are worked on at a time: read from the database and written as JSON. Each holds a page of rows, about
     * 1 MiB, for as long as that takes. More wait for their turn. Half of them are for exports and for pages of more than 100, so that
     * these leave room for others.
     *
     * @return a number, at least 2. Default 12
     */
    @WithDefault("12")
    int requests();

    /**
     * How long a request waits for its turn until it is refused with 503.
     *
     * @return a duration. Default 3 seconds; 0 means that it does not wait
     */
    @WithDefault("3s")
    Duration maxWait();

    /**
     * How many answers are streamed at a time: exports, and pages of more than 128 KiB. Each holds a piece of 64 KiB, however slow its reader
     * is. More are refused with 503.
     *
     * @return a number. Default 320; 0 means that none may
     */
    @WithDefault("320")
    int streams();

    /**
     * How many bytes of answers that are not streamed may wait for their readers, all together. Answers of more than 128 KiB may take half
     * of it, so that large ones leave room for small ones. What has no room is refused with 503.
     *
     * @return bytes. Default 48 MiB; 0 means that each such answer is refused
     */
    @WithDefault("48M")
    MemorySize unsent();

    /**
     * How long a reader may take for a piece of a stream until its connection is cut off.
     *
     * @return a duration. Default 60 seconds; 0 means for ever
     */
    @WithDefault("60s")
    Duration slowReader();
}
