package dev.webcheck.query.count;

import dev.webcheck.query.parameter.QueryParameters;
import dev.webcheck.query.problem.Problems;
import dev.webcheck.store.read.count.CountReader;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

/** The website with the most requests. {@code META-INF/openapi.yaml} describes the route. */
@Path("/api/v1/requests/frequent-website")
@Produces(MediaType.APPLICATION_JSON)
class FrequentWebsiteResource {

    private final CountReader reader;

    FrequentWebsiteResource(CountReader reader) {
        this.reader = reader;
    }

    @GET
    public WebsiteJson get(@Context UriInfo uri) {
        QueryParameters.of(uri.getQueryParameters()).throwIfWrong();
        return reader.mostFrequentWebsite()
                .map(count -> new WebsiteJson(count.website(), count.requests()))
                .orElseThrow(() -> Problems.notFound("No request is recorded yet."));
    }
}
