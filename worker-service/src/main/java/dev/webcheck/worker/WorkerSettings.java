package dev.webcheck.worker;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/**
 * The settings of the worker, each also an environment variable: {@code WEBCHECK_TOPIC_PARTITIONS} and so on. Public only
 * because their validation has to reach them.
 */
@ConfigMapping(prefix = "webcheck")
public interface WorkerSettings {

    /**
     * Bring the database and the topics up to date and end; the profile {@code migrate} sets it.
     *
     * @return default false
     */
    @WithDefault("false")
    boolean migrateOnly();

    /**
     * Whether this process brings the database up to date when it starts; else it waits until another one has.
     *
     * @return default true
     */
    @WithDefault("true")
    boolean migrate();

    /**
     * For how many days ahead the request table has partitions.
     *
     * @return days, default 7; 0 is today only
     */
    @WithDefault("7")
    @Min(0) int partitionDaysAhead();

    /**
     * How long requests are kept: a day (UTC) of them is dropped once it lies so far back, whatever became of them. Events of
     * requests that are older are ignored from then on.
     *
     * @return in days, default 30; 0 is for ever
     */
    @WithDefault("30d")
    @DurationMin(nanos = 0)
    Duration retention();

    /**
     * How long the counts of the requests are kept, the incidents, and the instances that are over; always at least as long as
     * the requests.
     *
     * @return default 400 days; 0 is for ever
     */
    @WithDefault("400d")
    @DurationMin(nanos = 0)
    Duration countsRetention();

    /**
     * How long the database, the broker or the dead-letter topic may be away until the worker reports that it is not ready.
     *
     * @return default 15 seconds; 0 reports at once
     */
    @WithDefault("15s")
    Duration stuckAfter();

    /**
     * How far behind the latest request of its instance a request without an end may lie until its end counts as lost. It is for
     * senders that tell nothing of themselves: the first heartbeat of an instance puts an end to it.
     *
     * @return default 1 hour; 0: for ever
     */
    @WithDefault("1h")
    @DurationMin
    Duration deadline();

    /**
     * How far after the broker's time of its record the times of an event may lie: those in request ids, and the bound of a list of
     * open requests. What lies further goes to the dead-letter topic. A clock set to the local time of another time zone is off
     * by 14 hours at most.
     *
     * @return default 24 hours; 0: no time of the future
     */
    @WithDefault("24h")
    @DurationMin
    @DurationMax(days = 3650)
    Duration clockTolerance();

    /**
     * How long a batch may be in work, or the consumer may not poll, although nothing is waited for, until the worker reports
     * that it is not alive and ends.
     *
     * @return default 5 minutes; 0 never
     */
    @WithDefault("5m")
    Duration deadAfter();

    /**
     * How many batches are in work at once, each by a consumer with partitions of its own, so that a worker is so many members of the
     * consumer group. More lanes than processors are of no use, nor are more lanes of all workers than the topic has partitions.
     *
     * @return default 2
     */
    @WithDefault("2")
    @Min(1) @Max(16) int lanes();

    /**
     * The topics, which are created where they are missing.
     *
     * @return how to create them
     */
    Topic topic();

    /** How the topics are created. */
    interface Topic {

        /**
         * Partitions of the topic of the events; at most so many lanes of all workers share the work.
         *
         * @return default 12
         */
        @WithDefault("12")
        @Min(1) int partitions();

        /**
         * Replicas of each partition. From 3 on, at least 2 of them have to take a record.
         *
         * @return absent: the broker's default
         */
        Optional<@Min(1) Short> replicationFactor();
    }
}
