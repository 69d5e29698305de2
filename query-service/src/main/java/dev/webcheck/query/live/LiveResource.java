package dev.webcheck.query.live;

import dev.webcheck.query.parameter.QueryParameters;
import dev.webcheck.query.parameter.TimeFrame;
import dev.webcheck.query.problem.Problems;
import dev.webcheck.query.request.FilterQuery;
import dev.webcheck.store.read.request.RequestFilter;
import dev.webcheck.store.read.request.RequestSnapshot;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;

/** The route of what is live. {@code META-INF/openapi.yaml} describes it. */
@Path("/api/v1/requests/live")
class LiveResource {

    private static final String LAST_EVENT_ID = "Last-Event-ID";

    private final LiveRequests live;

    LiveResource(LiveRequests live) {
        this.live = live;
    }

    @GET
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
        return answer.build();
    }
}
