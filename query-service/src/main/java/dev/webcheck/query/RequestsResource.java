package dev.webcheck.query;

import dev.webcheck.store.read.RecordedRequest;
import dev.webcheck.store.read.RequestPage;
import dev.webcheck.store.read.RequestReader;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.core.Variant;
import java.util.Optional;
import java.util.UUID;

/** The routes of requests. {@code META-INF/openapi.yaml} describes each. */
@Path("/api/v1/requests")
class RequestsResource {

    private static final String ID = "id";
    private static final MediaType NDJSON = MediaType.valueOf(NdjsonWriter.MEDIA_TYPE);

    private final RequestReader reader;

    RequestsResource(RequestReader reader) {
        this.reader = reader;
    }

    @GET
    @Path("get")
    @Produces({MediaType.APPLICATION_JSON, NdjsonWriter.MEDIA_TYPE})
    public Response get(@Context UriInfo uri, @Context Request request) {
        QueryParameters parameters = getParameters(uri);
        return parameters.has(ID) ? one(parameters, request) : list(ListQuery.of(parameters), uri, request);
    }

    @GET
    @Path("time-frame")
    @Produces({MediaType.APPLICATION_JSON, NdjsonWriter.MEDIA_TYPE})
    public Response timeFrame(@Context UriInfo uri, @Context Request request) {
        return list(ListQuery.withinTimeFrame(timeFrameParameters(uri)), uri, request);
    }

    @GET
    @Path("frequent-website")
    @Produces(MediaType.APPLICATION_JSON)
    public WebsiteJson frequentWebsite(@Context UriInfo uri) {
        QueryParameters.of(uri.getQueryParameters()).throwIfWrong();
        return reader.mostFrequentWebsite()
                .map(count -> new WebsiteJson(count.website(), count.requests()))
                .orElseThrow(() -> Problems.notFound("No request is recorded yet."));
    }

    @GET
    @Path("{id}")
    @Produces({MediaType.APPLICATION_JSON, NdjsonWriter.MEDIA_TYPE})
    public Response byId(@PathParam(ID) String id, @Context UriInfo uri, @Context Request request) {
        QueryParameters.of(uri.getQueryParameters()).throwIfWrong();
        MultivaluedMap<String, String> path = new MultivaluedHashMap<>();
        path.putSingle(ID, id);
        return one(QueryParameters.of(path, ID), request);
    }

    private static QueryParameters getParameters(UriInfo uri) {
        MultivaluedMap<String, String> values = uri.getQueryParameters();
        return values.containsKey(ID)
                ? QueryParameters.of(values, ID)
                : QueryParameters.of(
                        values, ID, ListQuery.OUTCOME, ListQuery.WEBSITE, ListQuery.LIMIT, ListQuery.CURSOR);
    }

    private static QueryParameters timeFrameParameters(UriInfo uri) {
        return QueryParameters.of(
                uri.getQueryParameters(),
                TimeFrame.FROM,
                TimeFrame.TO,
                ListQuery.OUTCOME,
                ListQuery.WEBSITE,
                ListQuery.LIMIT,
                ListQuery.CURSOR);
    }

    private Response one(QueryParameters parameters, Request request) {
        Optional<UUID> id = parameters.id(ID);
        parameters.throwIfWrong();
        RecordedRequest found = id.flatMap(reader::find)
                .orElseThrow(() -> Problems.notFound(
                        "No request with the id " + id.map(UUID::toString).orElse("") + " is recorded."));
        return wantsStream(request)
                ? stream(NdjsonBody.of(reader, found))
                : Response.ok(RequestJson.of(found), MediaType.APPLICATION_JSON_TYPE)
                        .build();
    }

    private Response list(ListQuery query, UriInfo uri, Request request) {
        if (wantsStream(request)) {
            return stream(NdjsonBody.open(reader, query));
        }
        RequestPage page = reader.newest(query.filter(), query.below(), query.pageLimit());
        Response.ResponseBuilder answer =
                Response.ok(page.requests().stream().map(RequestJson::of).toList(), MediaType.APPLICATION_JSON_TYPE);
        page.next().ifPresent(last -> answer.header(HttpHeaders.LINK, NextLink.to(uri, Cursor.encode(last))));
        return answer.build();
    }

    private static Response stream(NdjsonBody body) {
        return Response.ok(body, NDJSON).build();
    }

    private static boolean wantsStream(Request request) {
        Variant wanted = request.selectVariant(
                Variant.mediaTypes(MediaType.APPLICATION_JSON_TYPE, NDJSON).build());
        return wanted != null && wanted.getMediaType().isCompatible(NDJSON);
    }
}
