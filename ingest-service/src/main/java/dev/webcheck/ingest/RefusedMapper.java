package dev.webcheck.ingest;

import dev.webcheck.ingest.batch.BodyFormat;
import dev.webcheck.ingest.refusal.Refusal;
import dev.webcheck.ingest.refusal.Refused;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** From a refusal to a problem by RFC 9457. */
class RefusedMapper {

    private final IngestMetrics metrics;
    private final long retryAfterSeconds;

    RefusedMapper(IngestSettings settings, IngestMetrics metrics) {
        this.metrics = metrics;
        this.retryAfterSeconds = settings.retryAfter().toSeconds();
    }

    @ServerExceptionMapper
    public Response toResponse(Refused refused) {
        metrics.refused(refused);
        Refusal reason = refused.reason();
        HttpProblem.Builder problem = HttpProblem.builder()
                .withType(URI.create("urn:webcheck:problem:" + reason.slug()))
                .withTitle(reason.title())
                .withStatus(reason.status())
                .withDetail(refused.detail());
        if (!refused.faults().isEmpty()) {
            problem.with("errors", refused.faults());
        }
        switch (reason) {
            case BUSY, UNACKNOWLEDGED -> problem.withHeader(HttpHeaders.RETRY_AFTER, retryAfterSeconds);
            case UNSUPPORTED_MEDIA_TYPE ->
                problem.withHeader("Accept-Post", "application/json, " + BodyFormat.NDJSON_TYPE);
            case UNSUPPORTED_ENCODING -> problem.withHeader(HttpHeaders.ACCEPT_ENCODING, "gzip");
            case SLOW_BODY -> problem.withHeader("Connection", "close");
            case INVALID_EVENTS, MALFORMED_BODY, TOO_LARGE -> {
                // the problem says all; UnreadBodies closes the connection where it has to be
            }
        }
        return problem.build().toResponse();
    }
}
