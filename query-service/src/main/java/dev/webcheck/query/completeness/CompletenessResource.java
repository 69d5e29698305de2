package dev.webcheck.query.completeness;

import dev.webcheck.query.parameter.Names;
import dev.webcheck.query.parameter.QueryParameters;
import dev.webcheck.query.parameter.TimeFrame;
import dev.webcheck.query.problem.FieldError;
import dev.webcheck.query.problem.Problems;
import dev.webcheck.store.read.TooMuchToReadException;
import dev.webcheck.store.read.completeness.CompletenessReader;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Whether all is recorded. {@code META-INF/openapi.yaml} describes the route. */
@Path("/api/v1/completeness")
@Produces(MediaType.APPLICATION_JSON)
class CompletenessResource {

    private static final Duration LONGEST_FRAME = Duration.ofDays(31);

    private final CompletenessReader reader;

    CompletenessResource(CompletenessReader reader) {
        this.reader = reader;
    }

    @GET
    public Response get(@Context UriInfo uri) {
        MultivaluedMap<String, String> values = uri.getQueryParameters();
        return values.containsKey(Names.INSTANCE_ID)
                ? Response.ok(ofInstance(QueryParameters.of(values, Names.INSTANCE_ID)))
                        .build()
                : Response.ok(ofHours(QueryParameters.of(values, Names.INSTANCE_ID, TimeFrame.FROM, TimeFrame.TO)))
                        .build();
    }

    private InstanceAccountJson ofInstance(QueryParameters parameters) {
        Optional<UUID> instance = parameters.id(Names.INSTANCE_ID);
        parameters.throwIfWrong();
        try {
            return instance.flatMap(reader::ofInstance)
                    .map(InstanceAccountJson::of)
                    .orElseThrow(() -> Problems.notFound("Nothing of an instance with the id "
                            + instance.map(UUID::toString).orElse("") + " is recorded."));
        } catch (TooMuchToReadException tooMuch) {
            throw refused(parameters, Names.INSTANCE_ID, "must have a shorter life: ", tooMuch);
        }
    }

    private List<HourAccountJson> ofHours(QueryParameters parameters) {
        TimeFrame frame = TimeFrame.required(parameters, LONGEST_FRAME);
        parameters.throwIfWrong();
        try {
            return reader.ofHours(frame.from().orElseThrow(), frame.to().orElseThrow()).stream()
                    .map(HourAccountJson::of)
                    .toList();
        } catch (TooMuchToReadException tooMuch) {
            throw refused(parameters, TimeFrame.TO, "must be nearer to from: ", tooMuch);
        }
    }

    private static RuntimeException refused(
            QueryParameters parameters, String name, String message, TooMuchToReadException tooMuch) {
        return Problems.badRequest(
                List.of(new FieldError(name, parameters.text(name), message + tooMuch.getMessage())));
    }
}
