/**
 * The REST API over what is recorded. {@link dev.webcheck.query.request.RequestsResource},
 * {@link dev.webcheck.query.incident.IncidentsResource} and {@link dev.webcheck.query.completeness.CompletenessResource} have the routes; they
 * read through {@link dev.webcheck.store.read} and write nothing.
 *
 * <p>A question becomes a {@link dev.webcheck.query.request.ListQuery} or is refused with every fault named; an answer is a
 * {@link dev.webcheck.query.request.RequestJson}, a JSON array of them, or their stream. Errors are problem details (RFC 9457).
 * The contract of the API is the resource {@code META-INF/openapi.yaml}.
 */
@NullMarked
package dev.webcheck.query;

import org.jspecify.annotations.NullMarked;
