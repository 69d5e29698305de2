package dev.webcheck.event;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * A request is over, one way or another.
 *
 * @param id the request, as its {@link RequestBegin} named it
 * @param instanceId the instance that sent it
 * @param outcome how it ended
 * @param duration from the begin to the end, by the monotonic clock of the instance; never negative, and at most what
 *     64 bits hold in nanoseconds (292 years)
 * @param statusCode the status of the response, 100 to 999, where one arrived; always there when the outcome is
 *     {@link EndOutcome#COMPLETED}
 * @param errorType what went wrong, at most 255 characters; always there when the outcome is {@link EndOutcome#FAILED}
 * @param exchange what was seen of it on the wire
 */
public record RequestCompleted(
        UUID id,
        UUID instanceId,
        EndOutcome outcome,
        Duration duration,
        OptionalInt statusCode,
        Optional<String> errorType,
        Exchange exchange)
        implements Event {

    public RequestCompleted {
        Violations violations = new Violations()
                .uuid7("id", id)
                .duration("durationNanos", duration)
                .present("statusCode", outcome == EndOutcome.COMPLETED, statusCode.isPresent(), outcome)
                .present("errorType", outcome == EndOutcome.FAILED, errorType.isPresent(), outcome);
        statusCode.ifPresent(status -> violations.range("statusCode", status, 100, 999));
        errorType.ifPresent(type -> violations.text("errorType", type, EventLimits.ERROR_TYPE_LENGTH));
        violations.throwIfAny();
    }
}
