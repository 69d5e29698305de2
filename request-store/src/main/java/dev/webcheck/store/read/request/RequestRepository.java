package dev.webcheck.store.read.request;

import dev.webcheck.store.read.PageLimit;
import dev.webcheck.store.read.sql.Conditions;
import dev.webcheck.store.read.sql.Part;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** The table of requests, each with the service of its instance, where it is read along an index. */
@ApplicationScoped
class RequestRepository implements PanacheRepositoryBase<RequestEntity, UUID> {

    /** What is read at once; of more, the driver is to hold a few at a time. */
    static final int ROWS_AT_ONCE = 101;

    private static final int LARGE_ROWS_OF_A_STEP = 50;

    /** In the order of {@link RequestRow}. */
    private static final String SELECT = """
            select r.id, r.instanceId, i.service, r.outcome, r.callId, r.attempt, r.method, r.url, r.website,
                   r.durationNanos, r.statusCode, r.errorType, r.detector, r.verdictAt, r.traceId, r.spanId,
                   r.requestHeaders, r.phase, r.leaseNanos, r.dnsNanos, r.connectNanos, r.tlsNanos, r.sendNanos,
                   r.firstByteNanos, r.bodyNanos, r.requestBodySize, r.responseBodySize, r.responseDecodedBodySize,
                   r.protocolVersion, r.peerAddress, r.peerPort, r.responseHeaders, r.replacedVerdicts
            from RequestEntity r left join InstanceEntity i on i.id = r.instanceId
            where\s""";

    /**
     * With the limit in its text the database plans this once. Without, it expects a row of each day, so that a plan for any id looks dearer
     * than one for this id, and it plans each time, which takes longer than to look the id up.
     */
    Optional<RecordedRequest> recorded(UUID id) {
        return find(SELECT + "r.id = ?1 limit 1", id).project(RequestRow.class).list().stream()
                .map(RequestRow::toRequest)
                .findFirst();
    }

    /** The first of those that meet conditions, their ids falling. */
    Part<RecordedRequest> newest(Conditions conditions, PageLimit limit) {
        var query = find(SELECT + conditions + " order by r.id desc limit " + limit.rows(), conditions.values())
                .project(RequestRow.class);
        if (limit.rows() <= ROWS_AT_ONCE) {
            return part(query.list().stream(), limit);
        }
        try (Stream<RequestRow> rows = query.withHint("org.hibernate.fetchSize", LARGE_ROWS_OF_A_STEP).stream()) {
            return part(rows, limit);
        }
    }

    private static Part<RecordedRequest> part(Stream<RequestRow> rows, PageLimit limit) {
        return Part.of(rows.map(RequestRow::toRequest).iterator(), RecordedRequest::size, limit.bytes());
    }
}
