package dev.webcheck.query;

import dev.webcheck.store.read.RecordedRequest;
import dev.webcheck.store.read.RequestFilter;
import dev.webcheck.store.read.RequestPage;
import dev.webcheck.store.read.RequestReader;
import java.util.List;
import java.util.Optional;

/**
 * All requests of a list, a page at a time, so that a list of any length needs the memory of one page and holds no
 * transaction open while its reader is slow.
 */
final class NdjsonBody {

    private final RequestReader reader;
    private final RequestFilter filter;
    private final long wanted;
    private final RequestPage page;

    private NdjsonBody(RequestReader reader, RequestFilter filter, long wanted, RequestPage page) {
        this.reader = reader;
        this.filter = filter;
        this.wanted = wanted;
        this.page = page;
    }

    /** Reads the first page, so that trouble with it can still be told as a problem. */
    static NdjsonBody open(RequestReader reader, ListQuery query) {
        long wanted = query.limit().map(Integer::longValue).orElse(Long.MAX_VALUE);
        return new NdjsonBody(
                reader, query.filter(), wanted, reader.newest(query.filter(), query.below(), pageLimit(wanted)));
    }

    /** A single request. */
    static NdjsonBody of(RequestReader reader, RecordedRequest request) {
        return new NdjsonBody(reader, RequestFilter.EVERYTHING, 1, new RequestPage(List.of(request), Optional.empty()));
    }

    RequestPage page() {
        return page;
    }

    /** Reads the next page, if there is one and more is wanted. Blocks. */
    Optional<NdjsonBody> next() {
        long left = wanted - page.requests().size();
        return left <= 0
                ? Optional.empty()
                : page.next()
                        .map(below -> new NdjsonBody(
                                reader, filter, left, reader.newest(filter, Optional.of(below), pageLimit(left))));
    }

    private static int pageLimit(long wanted) {
        return (int) Math.min(wanted, ListQuery.MAX_LIMIT);
    }
}
