package dev.webcheck.store.read.incident;

import dev.webcheck.correlation.Detector;
import dev.webcheck.store.read.history.ReplacedDeath;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The death of an instance. This record is immutable.
 *
 * @param instanceId the instance that died
 * @param service the service that it was a run of, if it had told
 * @param diedAt when its death was found, by the clock of the broker
 * @param detector what that rests on
 * @param lastHeardAt when its last event arrived, by the clock of the broker
 * @param inFlight how many requests were in flight at its death; none once it is taken back
 * @param takenBackAt since when it is no incident any more, by the clock of the broker; empty for as long as it is one
 * @param history deaths of the same instance that were believed before, oldest first
 */
public record Incident(
        UUID instanceId,
        Optional<String> service,
        Instant diedAt,
        Detector detector,
        Instant lastHeardAt,
        InFlight inFlight,
        Optional<Instant> takenBackAt,
        List<ReplacedDeath> history) {

    public Incident {
        history = List.copyOf(history);
    }

    /**
     * How many requests were in flight, by what is known of their execution. This record is immutable.
     *
     * @param notSent of these no byte had left the process
     * @param possiblyExecuted of these some may have left
     * @param answerLost the answers of these had begun to arrive
     */
    public record InFlight(int notSent, int possiblyExecuted, int answerLost) {

        /**
         * All of them.
         *
         * @return their sum
         */
        public int total() {
            return notSent + possiblyExecuted + answerLost;
        }
    }

    /** About how many bytes it takes: what is short, its service and its history. */
    int size() {
        return 300 + service.map(String::length).orElse(0) + 200 * history.size();
    }

    /**
     * Where this incident stands in a list of incidents.
     *
     * @return a position that no other incident has
     */
    public IncidentPosition position() {
        return new IncidentPosition(diedAt, instanceId);
    }
}
