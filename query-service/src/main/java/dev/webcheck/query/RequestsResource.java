package dev.webcheck.query;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.webcheck.store.read.count.CountReader;
import dev.webcheck.store.read.request.RecordedRequest;
import dev.webcheck.store.read.request.RequestFilter;
import dev.webcheck.store.read.request.RequestReader;
import dev.webcheck.store.read.request.RequestSnapshot;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The routes of requests. {@code META-INF/openapi.yaml} describes each. */
@Path("/api/v1/requests")
class RequestsResource {

    private static final String ID = "id";
    private static final List<String> FRAME = List.of(TimeFrame.FROM, TimeFrame.TO);

    private static final String LAST_EVENT_ID = "Last-Event-ID";

    private final RequestReader reader;
    private final CountReader counts;
    private final LiveRequests live;
    private final Tagged tagged;

    RequestsResource(RequestReader reader, CountReader counts, LiveRequests live, ObjectMapper json) {
        this.reader = reader;
        this.counts = counts;
        this.live = live;
        this.tagged = new Tagged(json);
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, ListFormat.NDJSON_TYPE, ListFormat.CSV_TYPE})
    public Response list(@Context UriInfo uri, @Context Request request) {
        QueryParameters parameters =
                QueryParameters.of(uri.getQueryParameters(), FilterQuery.namesBetween(FRAME, ListQuery.NAMES));
        return list(parameters, TimeFrame.optional(parameters), uri, request);
    }

    @GET
    @Path("get")
    @Produces({MediaType.APPLICATION_JSON, ListFormat.NDJSON_TYPE, ListFormat.CSV_TYPE})
    public Response get(@Context UriInfo uri, @Context Request request) {
        MultivaluedMap<String, String> values = uri.getQueryParameters();
        if (values.containsKey(ID)) {
            QueryParameters parameters = QueryParameters.of(values, ID);
            return one(parameters, parameters.id(ID), request);
        }
        QueryParameters parameters = QueryParameters.of(
                values, FilterQuery.namesBetween(List.of(ID, TimeFrame.FROM, TimeFrame.TO), ListQuery.NAMES));
        return list(parameters, TimeFrame.optional(parameters), uri, request);
    }

    @GET
    @Path("time-frame")
    @Produces({MediaType.APPLICATION_JSON, ListFormat.NDJSON_TYPE, ListFormat.CSV_TYPE})
    public Response timeFrame(@Context UriInfo uri, @Context Request request) {
        QueryParameters parameters =
                QueryParameters.of(uri.getQueryParameters(), FilterQuery.namesBetween(FRAME, ListQuery.NAMES));
        return list(parameters, TimeFrame.required(parameters), uri, request);
    }

    @GET
    @Path("frequent-website")
    @Produces(MediaType.APPLICATION_JSON)
    public WebsiteJson frequentWebsite(@Context UriInfo uri) {
        QueryParameters.of(uri.getQueryParameters()).throwIfWrong();
        return counts.mostFrequentWebsite()
                .map(count -> new WebsiteJson(count.website(), count.requests()))
                .orElseThrow(() -> Problems.notFound("No request is recorded yet."));
    }

    @GET
    @Path("live")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Response live(@Context UriInfo uri, @Context Request request, @Context HttpHeaders headers) {
        QueryParameters parameters =
                QueryParameters.of(uri.getQueryParameters(), FilterQuery.namesBetween(List.of(), List.of()));
        RequestFilter filter = FilterQuery.of(parameters, new TimeFrame(Optional.empty(), Optional.empty()));
        Optional<String> lastEvent =
                headers.getRequestHeader(LAST_EVENT_ID).stream().findFirst().filter(id -> !id.isEmpty());
        Optional<RequestSnapshot> resumed = lastEvent.flatMap(LiveCursor::decode);
        if (lastEvent.isPresent() && resumed.isEmpty()) {
            parameters.refuse(LAST_EVENT_ID, lastEvent.get(), "must be the id of an event of this stream");
        }
        parameters.throwIfWrong();
        if (!live.hasRoom()) {
            return Problems.tooManyListeners(uri).toResponse();
        }
        Response.ResponseBuilder answer = request.getMethod().equals(HttpMethod.HEAD)
                ? Response.ok().type(MediaType.SERVER_SENT_EVENTS_TYPE)
                : Response.ok(new LiveBody(filter, resumed), MediaType.SERVER_SENT_EVENTS_TYPE);
        return answer.header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }

    @GET
    @Path("{id}")
    @Produces({MediaType.APPLICATION_JSON, ListFormat.NDJSON_TYPE, ListFormat.CSV_TYPE})
    public Response byId(@PathParam(ID) String id, @Context UriInfo uri, @Context Request request) {
        QueryParameters parameters = QueryParameters.of(uri.getQueryParameters());
        return one(parameters, parameters.idInPath(ID, id), request);
    }

    private Response one(QueryParameters parameters, Optional<UUID> id, Request request) {
        parameters.throwIfWrong();
        RecordedRequest found = id.flatMap(reader::find)
                .orElseThrow(() -> Problems.notFound(
                        "No request with the id " + id.map(UUID::toString).orElse("") + " is recorded."));
        ListFormat format = ListFormat.accepted(request);
        return format == ListFormat.JSON
                ? tagged.answer(RequestJson.of(found), request)
                : stream(RequestStream.of(reader, found, format));
    }

    private Response list(QueryParameters parameters, TimeFrame frame, UriInfo uri, Request request) {
        ListFormat format = ListFormat.of(parameters, request);
        ListQuery query = ListQuery.of(parameters, frame, format);
        if (format == ListFormat.JSON) {
            return page(ListPage.read(reader, query.filter(), query.start(), query.pageLimit()), uri);
        }
        return request.getMethod().equals(HttpMethod.HEAD)
                ? streamed(Response.ok(), format).build()
                : stream(RequestStream.open(reader, query, format));
    }

    private static Response page(ListPage page, UriInfo uri) {
        Response.ResponseBuilder answer =
                Response.ok(page.requests().stream().map(RequestJson::of).toList(), MediaType.APPLICATION_JSON_TYPE);
        page.next()
                .flatMap(ListStart::cursor)
                .ifPresent(cursor -> answer.header(HttpHeaders.LINK, NextLink.to(uri, cursor)));
        return answer.build();
    }

    private static Response stream(RequestStream stream) {
        return streamed(Response.ok(stream), stream.format()).build();
    }

    private static Response.ResponseBuilder streamed(Response.ResponseBuilder answer, ListFormat format) {
        answer.type(format.mediaType());
        return format == ListFormat.CSV
                ? answer.header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"requests.csv\"")
                : answer;
    }
}
