package dev.webcheck.query.request;

import dev.webcheck.query.parameter.Paging;
import dev.webcheck.store.read.request.RecordedRequest;
import dev.webcheck.store.read.request.RequestFilter;
import dev.webcheck.store.read.request.RequestReader;
import java.util.List;
import java.util.Optional;

/**
 * All requests of a list, a page at a time, so that a list of any length needs the memory of one page and holds no
 * transaction open while its reader is slow.
 */
final class RequestStream {

    private final RequestReader reader;
    private final RequestFilter filter;
    private final ListFormat format;
    private final long wanted;
    private final ListPage page;

    private RequestStream(RequestReader reader, RequestFilter filter, ListFormat format, long wanted, ListPage page) {
        this.reader = reader;
        this.filter = filter;
        this.format = format;
        this.wanted = wanted;
        this.page = page;
    }

    /** Reads the first page, so that trouble with it can still be told as a problem. */
    static RequestStream open(RequestReader reader, ListQuery query, ListFormat format) {
        long wanted = query.limit().map(Integer::longValue).orElse(Long.MAX_VALUE);
        return new RequestStream(
                reader,
                query.filter(),
                format,
                wanted,
                ListPage.read(reader, query.filter(), query.start(), pageLimit(wanted)));
    }

    /** A single request. */
    static RequestStream of(RequestReader reader, RecordedRequest request, ListFormat format) {
        return new RequestStream(
                reader, RequestFilter.EVERYTHING, format, 1, new ListPage(List.of(request), Optional.empty()));
    }

    ListFormat format() {
        return format;
    }

    List<RecordedRequest> requests() {
        return page.requests();
    }

    /** Reads the next page, which may be empty, if there is one and more is wanted. Blocks. */
    Optional<RequestStream> next() {
        long left = wanted - page.requests().size();
        return left <= 0
                ? Optional.empty()
                : page.next()
                        .map(start -> new RequestStream(
                                reader, filter, format, left, ListPage.read(reader, filter, start, pageLimit(left))));
    }

    private static int pageLimit(long wanted) {
        return (int) Math.min(wanted, Paging.MAX_LIMIT);
    }
}
