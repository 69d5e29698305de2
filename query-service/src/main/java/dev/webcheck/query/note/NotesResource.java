package dev.webcheck.query.note;

import dev.webcheck.query.parameter.QueryParameters;
import dev.webcheck.query.problem.Problems;
import dev.webcheck.store.note.IncidentNote;
import dev.webcheck.store.note.IncidentNotes;
import dev.webcheck.store.note.NoteContent;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The routes of the notes on an incident. {@code META-INF/openapi.yaml} describes each. */
@Path(NotesResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
class NotesResource {

    static final String PATH = "/api/v1/incidents/{instanceId}/notes";
    static final String INSTANCE_ID = "instanceId";

    private final IncidentNotes notes;

    NotesResource(IncidentNotes notes) {
        this.notes = notes;
    }

    @GET
    public List<NoteJson> list(@PathParam(INSTANCE_ID) String instanceId, @Context UriInfo uri) {
        UUID instance = id(instanceId, uri);
        return notes.list(instance).orElseThrow(() -> noIncident(instance)).stream()
                .map(NoteJson::of)
                .toList();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response add(
            @PathParam(INSTANCE_ID) String instanceId,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            InputStream body) {
        UUID instance = id(instanceId, uri);
        NoteContent content = NoteBody.read(headers, body);
        IncidentNote added = notes.add(instance, content).orElseThrow(() -> noIncident(instance));
        return Response.created(
                        uri.getAbsolutePathBuilder().path(added.id().toString()).build())
                .entity(NoteJson.of(added))
                .tag(NoteJson.tag(added))
                .build();
    }

    private static UUID id(String value, UriInfo uri) {
        QueryParameters parameters = QueryParameters.of(uri.getQueryParameters());
        Optional<UUID> id = parameters.idInPath(INSTANCE_ID, value);
        parameters.throwIfWrong();
        return id.orElseThrow();
    }

    private static RuntimeException noIncident(UUID instance) {
        return Problems.notFound("No death of an instance with the id " + instance + " is recorded.");
    }
}
