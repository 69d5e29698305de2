package dev.webcheck.query.request;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.webcheck.query.parameter.NextLink;
import dev.webcheck.query.parameter.QueryParameters;
import dev.webcheck.query.parameter.TimeFrame;
import dev.webcheck.query.problem.Problems;
import dev.webcheck.store.read.request.RecordedRequest;
import dev.webcheck.store.read.request.RequestReader;
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

    private final RequestReader reader;
    private final RequestAnswers answers;
    private final Tagged tagged;

    RequestsResource(RequestReader reader, RequestAnswers answers, ObjectMapper json) {
        this.reader = reader;
        this.answers = answers;
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
                ? tagged.answer(found, request)
                : streamed(Response.ok(answers.export(found, format)), format).build();
    }

    private Response list(QueryParameters parameters, TimeFrame frame, UriInfo uri, Request request) {
        ListFormat format = ListFormat.of(parameters, request);
        ListQuery query = ListQuery.of(parameters, frame, format);
        if (format == ListFormat.JSON) {
            return page(ListPage.read(reader, query.filter(), query.start(), query.pageLimit()), uri);
        }
        return request.getMethod().equals(HttpMethod.HEAD)
                ? streamed(Response.ok(), format).build()
                : streamed(Response.ok(answers.export(query, format)), format).build();
    }

    private Response page(ListPage page, UriInfo uri) {
        Response.ResponseBuilder answer =
                Response.ok(answers.json(page.requests(), requests -> requests), MediaType.APPLICATION_JSON_TYPE);
        page.next()
                .flatMap(ListStart::cursor)
                .ifPresent(cursor -> answer.header(HttpHeaders.LINK, NextLink.to(uri, cursor)));
        return answer.build();
    }

    private static Response.ResponseBuilder streamed(Response.ResponseBuilder answer, ListFormat format) {
        answer.type(format.mediaType());
        return format == ListFormat.CSV
                ? answer.header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"requests.csv\"")
                : answer;
    }
}
