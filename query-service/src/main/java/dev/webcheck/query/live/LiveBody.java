package dev.webcheck.query.live;

import dev.webcheck.store.read.request.RequestFilter;
import dev.webcheck.store.read.request.RequestSnapshot;
import java.util.Optional;

/**
 * The answer to who wants to be told what happens.
 *
 * @param filter to which requests
 * @param resumed up to where it was told everything before
 */
record LiveBody(RequestFilter filter, Optional<RequestSnapshot> resumed) {}
