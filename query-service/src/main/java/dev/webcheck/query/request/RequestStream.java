package dev.webcheck.query.request;

import dev.webcheck.query.parameter.Paging;
import dev.webcheck.store.read.PageLimit;
import dev.webcheck.store.read.request.RecordedRequest;
import dev.webcheck.store.read.request.RequestFilter;
import dev.webcheck.store.read.request.RequestReader;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * An answer with any number of requests, read a piece at a time. Between two pieces it holds the ids of the rest of a page and nothing of
 * the database, however slow its reader is. Confined to one thread at a time.
 */
final class RequestStream {

    /** About how many bytes a piece has at the most, but for its last request. */
    static final int PIECE_BYTES = 64 << 10;

    /** A page of the newest is a piece. Each page of the slowest reads the whole time frame, so it has many pieces. */
    private static final PageLimit NEWEST = new PageLimit(Paging.DEFAULT_LIMIT, PIECE_BYTES);

    private static final PageLimit SLOWEST = PageLimit.ofRows(Paging.MAX_LIMIT);

    /** A request of a page that is still to be written. */
    private record Pending(UUID id, int size) {}

    private final RequestReader reader;
    private final RequestFilter filter;
    private final StreamText text;
    private long wanted;
    private int mostRows;
    private Optional<ListStart> next;
    private List<RecordedRequest> first;
    private Iterator<Pending> rest;
    private Optional<Pending> held = Optional.empty();

    private RequestStream(RequestReader reader, RequestFilter filter, StreamText text, long wanted, ListPage page) {
        this.reader = reader;
        this.filter = filter;
        this.text = text;
        this.wanted = wanted;
        this.next = page.next();
        this.first = List.of();
        this.rest = List.<Pending>of().iterator();
        begin(page.requests());
    }

    /** All requests of a list. Reads the first of them, so that trouble with it can still be told as a problem. */
    static RequestStream open(RequestReader reader, ListQuery query, StreamText text) {
        long wanted = query.limit().map(Integer::longValue).orElse(Long.MAX_VALUE);
        return new RequestStream(
                reader, query.filter(), text, wanted, read(reader, query.filter(), query.start(), wanted));
    }

    /** Requests that are read already. */
    static RequestStream of(RequestReader reader, List<RecordedRequest> requests, StreamText text) {
        return new RequestStream(
                reader, RequestFilter.EVERYTHING, text, requests.size(), new ListPage(requests, Optional.empty()));
    }

    StreamText text() {
        return text;
    }

    /** The next requests, perhaps none although others follow. Blocks. */
    List<RecordedRequest> next() {
        if (!first.isEmpty()) {
            List<RecordedRequest> piece = first;
            first = List.of();
            return piece;
        }
        if (held.isPresent() || rest.hasNext()) {
            return reader.find(restPiece());
        }
        ListPage page = read(reader, filter, next.orElseThrow(), Math.min(wanted, mostRows));
        next = page.next();
        begin(page.requests());
        return hasPiece() ? next() : List.of();
    }

    boolean hasNext() {
        return hasPiece() || (wanted > 0 && next.isPresent());
    }

    private boolean hasPiece() {
        return !first.isEmpty() || held.isPresent() || rest.hasNext();
    }

    /** The first piece is at hand; of the others, the ids are kept. */
    private void begin(List<RecordedRequest> page) {
        wanted -= page.size();
        // The database reads all that it is asked for: where few large ones make a piece, no more than twice as many.
        mostRows = page.isEmpty() ? Paging.MAX_LIMIT : 2 * page.size();
        int end = 0;
        long size = 0;
        while (end < page.size() && (end == 0 || size + page.get(end).size() <= PIECE_BYTES)) {
            size += page.get(end).size();
            end++;
        }
        first = List.copyOf(page.subList(0, end));
        rest = page.subList(end, page.size()).stream()
                .map(request -> new Pending(request.id(), request.size()))
                .toList()
                .iterator();
    }

    private List<UUID> restPiece() {
        Pending start = held.isPresent() ? held.get() : rest.next();
        held = Optional.empty();
        List<UUID> piece = new ArrayList<>(List.of(start.id()));
        long size = start.size();
        while (held.isEmpty() && rest.hasNext()) {
            Pending further = rest.next();
            size += further.size();
            if (size > PIECE_BYTES) {
                held = Optional.of(further);
            } else {
                piece.add(further.id());
            }
        }
        return piece;
    }

    private static ListPage read(RequestReader reader, RequestFilter filter, ListStart start, long wanted) {
        PageLimit limit = start instanceof ListStart.Slowest ? SLOWEST : NEWEST;
        return ListPage.read(reader, filter, start, new PageLimit((int) Math.min(wanted, limit.rows()), limit.bytes()));
    }
}
