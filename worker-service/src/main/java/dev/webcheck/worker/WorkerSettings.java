package dev.webcheck.worker;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Optional;

/** The settings of the worker, each also an environment variable: {@code WEBCHECK_TOPIC_PARTITIONS} and so on. */
@ConfigMapping(prefix = "webcheck")
interface WorkerSettings {

    /** Bring the database and the topics up to date and end, without consuming. Default false. */
    @WithDefault("false")
    boolean migrateOnly();

    /** For how many days ahead the request table has partitions. Default 7; 0 is today only. */
    @WithDefault("7")
    @Min(0)
    int partitionDaysAhead();

    /** How long a batch may be held up by the database until the worker reports that it is not ready. Default 15 s. */
    @WithDefault("15s")
    Duration stuckAfter();

    /** The topics, which are created where they are missing. */
    Topic topic();

    /** How the topics are created. */
    interface Topic {

        /** Partitions of the topic of the events; at most so many workers share the work. Default 12. */
        @WithDefault("12")
        @Min(1)
        int partitions();

        /** Replicas of each partition. Absent: the broker's default. From 3 on, 2 of them must have a record. */
        Optional<@Min(1) Short> replicationFactor();
    }
}
