package dev.webcheck.query.request;

import dev.webcheck.query.parameter.QueryParameters;
import dev.webcheck.query.problem.Problems;
import dev.webcheck.store.read.request.RecordedCall;
import dev.webcheck.store.read.request.RequestReader;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** The route of calls. {@code META-INF/openapi.yaml} describes it. */
@Path("/api/v1/calls")
@Produces(MediaType.APPLICATION_JSON)
class CallsResource {

    private final RequestReader reader;

    private final RequestAnswers answers;

    CallsResource(RequestReader reader, RequestAnswers answers) {
        this.reader = reader;
        this.answers = answers;
    }

    @GET
    @Path("{callId}")
    public Response get(@PathParam(FilterQuery.CALL_ID) String callId, @Context UriInfo uri) {
        QueryParameters parameters = QueryParameters.of(uri.getQueryParameters());
        var id = parameters.idInPath(FilterQuery.CALL_ID, callId);
        parameters.throwIfWrong();
        RecordedCall call = reader.call(id.orElseThrow());
        if (call.requests().isEmpty()) {
            throw Problems.notFound("No request of the call " + call.callId()
                    + " is recorded among those that started from " + call.searchedFrom() + " to " + call.searchedTo()
                    + ".");
        }
        return Response.ok(answers.json(call.requests(), requests -> CallJson.of(call, requests)))
                .build();
    }
}
