package dev.webcheck.client.record;

import dev.webcheck.client.compact.BeginRecord;
import dev.webcheck.client.compact.EndRecord;
import dev.webcheck.client.compact.PhaseCodes;
import dev.webcheck.client.compact.RecordBuffer;
import dev.webcheck.client.journal.Journal;
import dev.webcheck.event.EndOutcome;
import dev.webcheck.event.RequestIds;
import dev.webcheck.event.RequestPhase;
import dev.webcheck.event.TraceContext;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Records the begins and the ends of requests in the journal, or neither. Nothing here throws or waits.
 *
 * <p>This class is threadsafe.
 */
public final class RequestRecorder {

    private static final long NO_PLACE = -1;

    private final Journal journal;
    private final InstanceSigns signs;
    private final OwnFailures failures;

    /**
     * Has recorded nothing yet.
     *
     * @param journal where it records
     * @param signs the signs of the same instance
     * @param failures is told what fails inside
     */
    public RequestRecorder(Journal journal, InstanceSigns signs, OwnFailures failures) {
        this.journal = journal;
        this.signs = signs;
        this.failures = failures;
    }

    /**
     * Makes a request that starts now.
     *
     * @return a request that nothing is recorded of until it {@linkplain OpenRequest#begin begins}
     */
    public OpenRequest open() {
        return new OpenRequest(this, RequestIds.next(), System.nanoTime());
    }

    /**
     * Makes a request that starts now, and records its begin.
     *
     * @param callId the call that it is a part of; null if it is the first of one, which then has its id
     * @param attempt its number within the call, from 1 on
     * @param method its method
     * @param url its URL, without secrets
     * @param trace the trace that it is a part of
     * @param headers those of its headers that are recorded
     * @return empty if there is no room for it, or none any more
     */
    public Optional<OpenRequest> begin(
            @Nullable UUID callId,
            int attempt,
            String method,
            CharSequence url,
            Optional<TraceContext> trace,
            Map<String, String> headers) {
        OpenRequest request = open();
        return request.begin(callId, attempt, method, url, trace, headers) ? Optional.of(request) : Optional.empty();
    }

    /** The place of a request whose begin has been recorded; negative if there is no room for it, or none any more. */
    long begin(
            OpenRequest request,
            @Nullable UUID callId,
            int attempt,
            String method,
            CharSequence url,
            Optional<TraceContext> trace,
            Map<String, String> headers) {
        try {
            UUID id = request.id();
            RecordBuffer record = RecordBuffer.ofThread();
            BeginRecord.write(record, id, callId == null ? id : callId, attempt, method, url, trace, headers, false);
            long place = journal.join();
            if (place >= 0 && mayBegin(place, id) && journal.begin(place, record.array(), 0, record.length())) {
                return place;
            }
        } catch (Throwable failure) {
            failures.add(failure);
            unrecorded();
        }
        return NO_PLACE;
    }

    void amend(
            OpenRequest request,
            @Nullable UUID callId,
            int attempt,
            String method,
            CharSequence url,
            Optional<TraceContext> trace,
            Map<String, String> headers) {
        try {
            UUID id = request.id();
            RecordBuffer record = RecordBuffer.ofThread();
            BeginRecord.write(record, id, callId == null ? id : callId, attempt, method, url, trace, headers, true);
            journal.amend(record.array(), 0, record.length());
        } catch (Throwable failure) {
            failures.add(failure);
        }
    }

    /** The place has its id before the signs are asked, as they demand. */
    private boolean mayBegin(long place, UUID id) {
        boolean may = false;
        try {
            journal.identify(place, id.getMostSignificantBits(), id.getLeastSignificantBits());
            may = signs.mayBegin(id);
        } finally {
            if (!may) {
                journal.withdraw(place);
                journal.unrecorded();
            }
        }
        return may;
    }

    /** Counts a request that nothing is recorded of. */
    public void unrecorded() {
        journal.unrecorded();
    }

    void moved(OpenRequest request, RequestPhase phase) {
        try {
            journal.phase(request.place(), PhaseCodes.of(phase));
        } catch (Throwable failure) {
            failures.add(failure);
        }
    }

    void end(OpenRequest request, EndOutcome outcome, long durationNanos, @Nullable ErrorType errorType) {
        try {
            RecordBuffer record = RecordBuffer.ofThread();
            EndRecord.write(
                    record,
                    request.id(),
                    outcome,
                    durationNanos,
                    request.status(),
                    errorType == null ? null : errorType.value(),
                    outcome == EndOutcome.COMPLETED ? null : request.phase(),
                    request.measurements(),
                    request.protocolVersion(),
                    request.peer(),
                    request.socket(),
                    request.responseHeaders());
            journal.end(request.place(), record.array(), 0, record.length());
        } catch (Throwable failure) {
            failures.add(failure);
        }
    }
}
