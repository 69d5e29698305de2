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
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.UUID;

/** The routes of the API. {@code META-INF/openapi.yaml} describes each. */
@Path("/api/v1/requests")
class RequestsResource {

    private static final String ID = "id";

    private final RequestReader reader;

    RequestsResource(RequestReader reader) {
        this.reader = reader;
    }

    @GET
    @Path("get")
    @Produces(MediaType.APPLICATION_JSON)
    Response get(@Context UriInfo uri) {
        QueryParameters parameters = getParameters(uri);
        return parameters.has(ID)
                ? Response.ok(RequestJson.of(one(parameters))).build()
                : page(uri, ListQuery.of(parameters));
    }

    @GET
    @Path("get")
    @Produces(NdjsonWriter.MEDIA_TYPE)
    NdjsonBody stream(@Context UriInfo uri) {
        QueryParameters parameters = getParameters(uri);
        return parameters.has(ID)
                ? NdjsonBody.of(reader, one(parameters))
                : NdjsonBody.open(reader, ListQuery.of(parameters));
    }

    @GET
    @Path("time-frame")
    @Produces(MediaType.APPLICATION_JSON)
    Response timeFrame(@Context UriInfo uri) {
        return page(uri, ListQuery.withinTimeFrame(timeFrameParameters(uri)));
    }

    @GET
    @Path("time-frame")
    @Produces(NdjsonWriter.MEDIA_TYPE)
    NdjsonBody streamTimeFrame(@Context UriInfo uri) {
        return NdjsonBody.open(reader, ListQuery.withinTimeFrame(timeFrameParameters(uri)));
    }

    @GET
    @Path("frequent-website")
    @Produces(MediaType.APPLICATION_JSON)
    WebsiteJson frequentWebsite(@Context UriInfo uri) {
        QueryParameters.of(uri.getQueryParameters()).throwIfWrong();
        return reader.mostFrequentWebsite()
                .map(count -> new WebsiteJson(count.website(), count.requests()))
                .orElseThrow(() -> Problems.notFound("No request is recorded yet."));
    }

    @GET
    @Path("{id}")
    @Produces(MediaType.APPLICATION_JSON)
    RequestJson byId(@PathParam(ID) String id, @Context UriInfo uri) {
        QueryParameters.of(uri.getQueryParameters()).throwIfWrong();
        MultivaluedMap<String, String> path = new MultivaluedHashMap<>();
        path.putSingle(ID, id);
        return RequestJson.of(one(QueryParameters.of(path, ID)));
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
                ListQuery.FROM,
                ListQuery.TO,
                ListQuery.OUTCOME,
                ListQuery.WEBSITE,
                ListQuery.LIMIT,
                ListQuery.CURSOR);
    }

    private RecordedRequest one(QueryParameters parameters) {
        Optional<UUID> id = parameters.id(ID);
        parameters.throwIfWrong();
        return id.flatMap(reader::find)
                .orElseThrow(() -> Problems.notFound(
                        "No request with the id " + id.map(UUID::toString).orElse("") + " is recorded."));
    }

    private Response page(UriInfo uri, ListQuery query) {
        RequestPage page = reader.newest(query.filter(), query.below(), query.pageLimit());
        Response.ResponseBuilder answer =
                Response.ok(page.requests().stream().map(RequestJson::of).toList());
        page.next().ifPresent(last -> answer.header(HttpHeaders.LINK, NextLink.to(uri, last)));
        return answer.build();
    }
}
