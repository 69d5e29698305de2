package dev.webcheck.query;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** Leads a browser to the description of the API. */
@Path("/")
class Landing {

    @GET
    public Response lead() {
        return Response.temporaryRedirect(URI.create("/q/swagger-ui/")).build();
    }
}
