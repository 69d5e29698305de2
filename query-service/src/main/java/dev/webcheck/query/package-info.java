/**
 * The REST API over what is recorded, and its dashboard. Each kind of answer has a package with its routes: {@code request}, {@code
 * live}, {@code incident}, {@code instance}, {@code count}, {@code completeness}. They read through {@link
 * dev.webcheck.store.read} and write nothing. What they share are {@code parameter}, {@code problem} and {@code json}; here is what
 * holds for the service as a whole.
 *
 * <p>A question becomes a query such as {@link dev.webcheck.query.request.FilterQuery}, or is refused with every fault named. Errors
 * are problem details (RFC 9457). The contract of the API is the resource {@code META-INF/openapi.yaml}.
 */
@NullMarked
package dev.webcheck.query;

import org.jspecify.annotations.NullMarked;
