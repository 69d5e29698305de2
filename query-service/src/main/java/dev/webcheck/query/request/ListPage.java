package dev.webcheck.query.request;

import dev.webcheck.store.read.PageLimit;
import dev.webcheck.store.read.request.RecordedRequest;
import dev.webcheck.store.read.request.RequestFilter;
import dev.webcheck.store.read.request.RequestPage;
import dev.webcheck.store.read.request.RequestReader;
import dev.webcheck.store.read.request.SlowestPage;
import java.util.List;
import java.util.Optional;

/**
 * A part of a list.
 *
 * @param requests the requests
 * @param next where the next part starts; empty on the last one
 */
record ListPage(List<RecordedRequest> requests, Optional<ListStart> next) {

    static ListPage read(RequestReader reader, RequestFilter filter, ListStart start, PageLimit limit) {
        if (start instanceof ListStart.Slowest slowest) {
            SlowestPage page = reader.slowest(filter, slowest.below(), limit);
            return new ListPage(page.requests(), page.next().map(ListStart.Slowest::below));
        }
        RequestPage page = reader.newest(filter, ((ListStart.Newest) start).below(), limit);
        return new ListPage(page.requests(), page.next().map(ListStart.Newest::below));
    }
}
