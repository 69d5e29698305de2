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
import jakarta.ws.rs.core.UriInfo;

/** The route of calls. {@code META-INF/openapi.yaml} describes it. */
@Path("/api/v1/calls")
@Produces(MediaType.APPLICATION_JSON)
class CallsResource {

    private final RequestReader reader;

    CallsResource(RequestReader reader) {
        this.reader = reader;
    }

    @GET
    @Path("{callId}")
    public CallJson get(@PathParam(FilterQuery.CALL_ID) String callId, @Context UriInfo uri) {
        QueryParameters parameters = QueryParameters.of(uri.getQueryParameters());
        var id = parameters.idInPath(FilterQuery.CALL_ID, callId);
        parameters.throwIfWrong();
        RecordedCall call = reader.call(id.orElseThrow());
        if (call.requests().isEmpty()) {
            throw Problems.notFound("No request of the call " + call.callId()
                    + " is recorded among those that started from " + call.searchedFrom() + " to " + call.searchedTo()
                    + ".");
        }
        return CallJson.of(call);
    }
}
