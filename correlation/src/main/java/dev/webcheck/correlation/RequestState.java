package dev.webcheck.correlation;

import dev.webcheck.event.Exchange;
import dev.webcheck.event.RequestPhase;
import dev.webcheck.event.TraceContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * What is known of a request. Immutable.
 *
 * @param id the request
 * @param instanceId the instance that sends it
 * @param begin what its begin told, once that has arrived
 * @param end what its end told, once that has arrived
 * @param verdict how it stands
 * @param replaced verdicts of detectors that better evidence has replaced, oldest first: the latest {@value #REPLACED_KEPT}
 */
public record RequestState(
        UUID id,
        UUID instanceId,
        Optional<Begin> begin,
        Optional<End> end,
        Verdict verdict,
        List<ReplacedVerdict> replaced) {

    /** How many replaced verdicts are kept; those that were replaced first are forgotten first. */
    public static final int REPLACED_KEPT = 20;

    /**
     * The same request with what a begin told.
     *
     * @param instanceId the instance that told it
     * @param begin what it told
     * @return the request
     */
    public RequestState withBegin(UUID instanceId, Begin begin) {
        return new RequestState(id, instanceId, Optional.of(begin), end, verdict, replaced);
    }

    /**
     * The same request with what an end told.
     *
     * @param instanceId the instance that it is known to be of
     * @param end what it told
     * @return the request
     */
    public RequestState withEnd(UUID instanceId, End end) {
        return new RequestState(id, instanceId, begin, Optional.of(end), verdict, replaced);
    }

    /**
     * The same request with another verdict.
     *
     * @param verdict as in the record
     * @param replaced as in the record
     * @return the request
     */
    public RequestState withVerdict(Verdict verdict, List<ReplacedVerdict> replaced) {
        return new RequestState(id, instanceId, begin, end, verdict, replaced);
    }

    /**
     * What a begin tells.
     *
     * @param callId the call that the request is part of
     * @param attempt its number within the call, from 1 on
     * @param method the HTTP method
     * @param url the URL
     * @param website the website of that URL
     * @param trace the trace context that the request carries, if any
     * @param headers headers of the request, in the order of their names
     * @param amended whether it counts instead of one that was told before
     */
    public record Begin(
            UUID callId,
            int attempt,
            String method,
            String url,
            String website,
            Optional<TraceContext> trace,
            Map<String, String> headers,
            boolean amended) {}

    /**
     * What an end tells.
     *
     * @param outcome how the instance saw it end
     * @param durationNanos from the begin to the end
     * @param statusCode the status of the response, where there was one
     * @param errorType what went wrong, where something did
     * @param exchange what was seen of it on the wire
     */
    public record End(
            Outcome outcome,
            long durationNanos,
            OptionalInt statusCode,
            Optional<String> errorType,
            Exchange exchange) {}

    /**
     * How a request stands, and why.
     *
     * @param outcome how it stands
     * @param detector what that rests on, where it is not an end of the request
     * @param at when it was found by that detector, by the broker's clock
     * @param phase how far the request had come, where its end or a stop of its instance tells
     */
    public record Verdict(
            Outcome outcome, Optional<Detector> detector, Optional<Instant> at, Optional<RequestPhase> phase) {

        /** Nothing says that the request is over. */
        public static final Verdict IN_FLIGHT = stated(Outcome.IN_FLIGHT, Optional.empty());

        /**
         * Whether this is the same verdict, though perhaps known to have been reached at another time or in another phase.
         *
         * @param other another verdict on the same request
         * @return whether outcome and detector are the same
         */
        public boolean isSameAs(Verdict other) {
            return outcome == other.outcome && detector.equals(other.detector);
        }

        /**
         * An outcome that needs no evidence beside the events of the request.
         *
         * @param outcome the outcome
         * @param phase how far the request had come, where its end tells
         * @return a verdict without detector
         */
        public static Verdict stated(Outcome outcome, Optional<RequestPhase> phase) {
            return new Verdict(outcome, Optional.empty(), Optional.empty(), phase);
        }

        /**
         * An outcome that was found by a detector.
         *
         * @param outcome the outcome
         * @param detector what it rests on
         * @param at when it was found, by the broker's clock
         * @param phase how far the request had come, where a stop of its instance tells
         * @return the verdict
         */
        public static Verdict found(Outcome outcome, Detector detector, Instant at, Optional<RequestPhase> phase) {
            return new Verdict(outcome, Optional.of(detector), Optional.of(at), phase);
        }
    }

    /**
     * What a detector had found before better evidence came.
     *
     * @param outcome the outcome
     * @param detector what it rested on
     * @param at when it was found, by the broker's clock
     * @param phase how far the request had come, where that was known
     * @param replacedAt when the better evidence came, by the broker's clock
     */
    public record ReplacedVerdict(
            Outcome outcome, Detector detector, Instant at, Optional<RequestPhase> phase, Instant replacedAt) {}
}
