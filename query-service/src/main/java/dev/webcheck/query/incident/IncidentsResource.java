package dev.webcheck.query.incident;

import dev.webcheck.query.parameter.Cursor;
import dev.webcheck.query.parameter.Names;
import dev.webcheck.query.parameter.NextLink;
import dev.webcheck.query.parameter.Paging;
import dev.webcheck.query.parameter.QueryParameters;
import dev.webcheck.query.parameter.TimeFrame;
import dev.webcheck.query.problem.Problems;
import dev.webcheck.query.request.RequestAnswers;
import dev.webcheck.store.read.PageLimit;
import dev.webcheck.store.read.incident.IncidentDetails;
import dev.webcheck.store.read.incident.IncidentPage;
import dev.webcheck.store.read.incident.IncidentReader;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.UUID;

/** The routes of incidents. {@code META-INF/openapi.yaml} describes each. */
@Path("/api/v1/incidents")
@Produces(MediaType.APPLICATION_JSON)
class IncidentsResource {

    private final IncidentReader reader;

    private final RequestAnswers answers;

    IncidentsResource(IncidentReader reader, RequestAnswers answers) {
        this.reader = reader;
        this.answers = answers;
    }

    @GET
    public Response list(@Context UriInfo uri) {
        IncidentQuery query = IncidentQuery.of(QueryParameters.of(
                uri.getQueryParameters(),
                Names.SERVICE,
                IncidentQuery.DETECTOR,
                TimeFrame.FROM,
                TimeFrame.TO,
                Paging.LIMIT,
                Paging.CURSOR));
        IncidentPage page = reader.newest(query.filter(), query.below(), PageLimit.ofRows(query.limit()));
        return page(
                page.incidents().stream().map(IncidentJson::of).toList(),
                page.next().map(IncidentCursor::encode),
                uri);
    }

    @GET
    @Path("get")
    public Response get(@Context UriInfo uri) {
        QueryParameters parameters =
                QueryParameters.of(uri.getQueryParameters(), Names.INSTANCE_ID, Paging.LIMIT, Paging.CURSOR);
        Optional<UUID> instance = parameters.requiredId(Names.INSTANCE_ID);
        Optional<UUID> below = Paging.cursor(parameters, Cursor::decode);
        PageLimit limit = PageLimit.ofRows(Paging.limitOfPage(parameters));
        parameters.throwIfWrong();
        IncidentDetails found = instance.flatMap(id -> reader.find(id, below, limit))
                .orElseThrow(() -> Problems.notFound("No death of an instance with the id "
                        + instance.map(UUID::toString).orElse("") + " is recorded."));
        return page(
                answers.json(found.requests().requests(), requests -> IncidentDetailsJson.of(found, requests)),
                found.requests().next().map(Cursor::encode),
                uri);
    }

    @GET
    @Path("suspects")
    public SuspectsJson suspects(@Context UriInfo uri) {
        QueryParameters parameters =
                QueryParameters.of(uri.getQueryParameters(), Names.SERVICE, TimeFrame.FROM, TimeFrame.TO);
        Optional<String> service = Names.requiredService(parameters);
        TimeFrame frame = TimeFrame.optional(parameters);
        parameters.throwIfWrong();
        return SuspectsJson.of(reader.suspects(service.orElseThrow(), frame.from(), frame.to()));
    }

    private static Response page(Object body, Optional<String> next, UriInfo uri) {
        Response.ResponseBuilder answer = Response.ok(body);
        next.ifPresent(cursor -> answer.header(HttpHeaders.LINK, NextLink.to(uri, cursor)));
        return answer.build();
    }
}
