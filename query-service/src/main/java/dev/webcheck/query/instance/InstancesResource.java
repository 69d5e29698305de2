package dev.webcheck.query.instance;

import dev.webcheck.correlation.Life;
import dev.webcheck.query.parameter.Names;
import dev.webcheck.query.parameter.NextLink;
import dev.webcheck.query.parameter.Paging;
import dev.webcheck.query.parameter.QueryParameters;
import dev.webcheck.query.problem.Problems;
import dev.webcheck.store.read.PageLimit;
import dev.webcheck.store.read.instance.InstanceFilter;
import dev.webcheck.store.read.instance.InstancePage;
import dev.webcheck.store.read.instance.InstancePosition;
import dev.webcheck.store.read.instance.InstanceReader;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The routes of instances and their services. {@code META-INF/openapi.yaml} describes each. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
class InstancesResource {

    private static final String STATE = "state";
    private static final String ALLOWED_STATES =
            Arrays.stream(Life.values()).map(Enum::name).collect(Collectors.joining(", "));

    private final InstanceReader reader;

    InstancesResource(InstanceReader reader) {
        this.reader = reader;
    }

    @GET
    @Path("instances")
    public Response list(@Context UriInfo uri) {
        QueryParameters parameters =
                QueryParameters.of(uri.getQueryParameters(), Names.SERVICE, STATE, Paging.LIMIT, Paging.CURSOR);
        InstanceFilter filter = new InstanceFilter(Names.service(parameters), states(parameters));
        Optional<InstancePosition> below = Paging.cursor(parameters, InstanceCursor::decode);
        int limit = Paging.limitOfPage(parameters);
        parameters.throwIfWrong();
        InstancePage page = reader.list(filter, below, PageLimit.ofRows(limit));
        Response.ResponseBuilder answer =
                Response.ok(page.instances().stream().map(InstanceJson::of).toList());
        page.next()
                .map(InstanceCursor::encode)
                .ifPresent(cursor -> answer.header(HttpHeaders.LINK, NextLink.to(uri, cursor)));
        return answer.build();
    }

    @GET
    @Path("instances/{instanceId}")
    public InstanceJson get(@PathParam(Names.INSTANCE_ID) String instanceId, @Context UriInfo uri) {
        QueryParameters parameters = QueryParameters.of(uri.getQueryParameters());
        Optional<UUID> id = parameters.idInPath(Names.INSTANCE_ID, instanceId);
        parameters.throwIfWrong();
        return reader.find(id.orElseThrow())
                .map(InstanceJson::of)
                .orElseThrow(() ->
                        Problems.notFound("Nothing of an instance with the id " + id.orElseThrow() + " is recorded."));
    }

    @GET
    @Path("services")
    public List<ServiceJson> services(@Context UriInfo uri) {
        QueryParameters.of(uri.getQueryParameters()).throwIfWrong();
        return reader.services().stream().map(ServiceJson::of).toList();
    }

    private static Set<Life> states(QueryParameters parameters) {
        Set<Life> states = EnumSet.noneOf(Life.class);
        for (String name : parameters.several(STATE)) {
            Arrays.stream(Life.values())
                    .filter(state -> state.name().equalsIgnoreCase(name))
                    .findFirst()
                    .ifPresentOrElse(
                            states::add, () -> parameters.refuse(STATE, name, "must be one of " + ALLOWED_STATES));
        }
        return states;
    }
}
