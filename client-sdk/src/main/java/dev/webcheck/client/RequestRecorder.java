package dev.webcheck.client;

import dev.webcheck.event.EndOutcome;
import dev.webcheck.event.Exchange;
import dev.webcheck.event.RequestBegin;
import dev.webcheck.event.RequestCompleted;
import dev.webcheck.event.RequestIds;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * Records the begins and the ends of requests, or neither. Nothing here throws or waits.
 *
 * <p>This class is threadsafe.
 */
final class RequestRecorder {

    private final Instance instance;
    private final EventQueue queue;
    private final OpenRequests open;
    private final InstanceSigns signs;
    private final OwnFailures failures;
    private final RecordedCounts counts;

    RequestRecorder(
            Instance instance,
            EventQueue queue,
            OpenRequests open,
            InstanceSigns signs,
            RecordedCounts counts,
            OwnFailures failures) {
        this.instance = instance;
        this.queue = queue;
        this.open = open;
        this.signs = signs;
        this.counts = counts;
        this.failures = failures;
    }

    /** Records a begin; empty if there is no room for it, or none any more. */
    Optional<OpenRequest> begin(UUID callId, int attempt, String method, String url) {
        OpenRequest request = new OpenRequest(this);
        boolean admitted = false;
        try {
            open.add(request);
            UUID id = RequestIds.next();
            request.identify(id);
            RequestBegin begin = new RequestBegin(
                    id, callId, attempt, instance.id(), instance.service(), method, url, Optional.empty(), Map.of());
            admitted = signs.mayBegin(begin.startedAt()) && queue.admit(begin);
        } catch (Throwable failure) {
            failures.add(failure);
        }
        if (!admitted) {
            open.remove(request);
            counts.unrecorded();
            return Optional.empty();
        }
        counts.begun();
        return Optional.of(request);
    }

    /** The end goes into the queue before the request leaves the open ones, as the signs promise. */
    void end(
            OpenRequest request,
            EndOutcome outcome,
            Duration duration,
            OptionalInt status,
            Optional<ErrorType> errorType) {
        try {
            UUID id = request.id().orElseThrow();
            queue.end(new RequestCompleted(
                    id, instance.id(), outcome, duration, status, errorType.map(ErrorType::value), Exchange.UNSEEN));
            counts.ended();
            open.remove(request);
        } catch (Throwable failure) {
            failures.add(failure);
        }
    }
}
