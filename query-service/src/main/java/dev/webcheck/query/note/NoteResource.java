package dev.webcheck.query.note;

import dev.webcheck.query.parameter.QueryParameters;
import dev.webcheck.query.problem.Problems;
import dev.webcheck.store.note.IncidentNote;
import dev.webcheck.store.note.IncidentNotes;
import dev.webcheck.store.note.NoteContent;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The routes of one note. {@code META-INF/openapi.yaml} describes each. */
@Path(NotesResource.PATH + "/{noteId}")
@Produces(MediaType.APPLICATION_JSON)
class NoteResource {

    private static final String NOTE_ID = "noteId";

    private final IncidentNotes notes;

    NoteResource(IncidentNotes notes) {
        this.notes = notes;
    }

    @GET
    public Response get(
            @PathParam(NotesResource.INSTANCE_ID) String instanceId,
            @PathParam(NOTE_ID) String noteId,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context Request request) {
        IncidentNote note = find(Place.of(instanceId, noteId, uri));
        Response.ResponseBuilder unmet = request.evaluatePreconditions(NoteJson.tag(note));
        if (unmet == null) {
            return answer(note);
        }
        Response instead = unmet.tag(NoteJson.tag(note)).build();
        if (instead.getStatus() == Response.Status.PRECONDITION_FAILED.getStatusCode()) {
            throw isAnother(note, headers);
        }
        return instead;
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public Response change(
            @PathParam(NotesResource.INSTANCE_ID) String instanceId,
            @PathParam(NOTE_ID) String noteId,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context Request request,
            InputStream body) {
        Place place = Place.of(instanceId, noteId, uri);
        NoteContent content = NoteBody.read(headers, body);
        IncidentNote seen = seen(place, headers, request);
        return answer(notes.change(place.instance(), place.note(), seen.version(), content)
                .orElseThrow(place::hasNoNote));
    }

    @DELETE
    public Response delete(
            @PathParam(NotesResource.INSTANCE_ID) String instanceId,
            @PathParam(NOTE_ID) String noteId,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context Request request) {
        Place place = Place.of(instanceId, noteId, uri);
        IncidentNote seen = seen(place, headers, request);
        if (notes.delete(place.instance(), place.note(), seen.version()).isEmpty()) {
            throw place.hasNoNote();
        }
        return Response.noContent().build();
    }

    /** The note, if it is what the client says it has seen. */
    private IncidentNote seen(Place place, HttpHeaders headers, Request request) {
        IncidentNote note = find(place);
        if (tags(headers).isEmpty()) {
            throw Problems.preconditionRequired(
                    "If-Match is missing; it must be the ETag of the note, by which nobody overwrites what they have not seen.");
        }
        if (request.evaluatePreconditions(NoteJson.tag(note)) != null) {
            throw isAnother(note, headers);
        }
        return note;
    }

    private static RuntimeException isAnother(IncidentNote note, HttpHeaders headers) {
        return Problems.preconditionFailed(String.join(", ", tags(headers)), "\"" + note.version() + "\"");
    }

    private static List<String> tags(HttpHeaders headers) {
        return headers.getRequestHeader(HttpHeaders.IF_MATCH);
    }

    private IncidentNote find(Place place) {
        return notes.find(place.instance(), place.note()).orElseThrow(place::hasNoNote);
    }

    private static Response answer(IncidentNote note) {
        return Response.ok(NoteJson.of(note)).tag(NoteJson.tag(note)).build();
    }

    /** Where a note is. */
    private record Place(UUID instance, UUID note) {

        static Place of(String instanceId, String noteId, UriInfo uri) {
            QueryParameters parameters = QueryParameters.of(uri.getQueryParameters());
            Optional<UUID> instance = parameters.idInPath(NotesResource.INSTANCE_ID, instanceId);
            Optional<UUID> note = parameters.idInPath(NOTE_ID, noteId);
            parameters.throwIfWrong();
            return new Place(instance.orElseThrow(), note.orElseThrow());
        }

        RuntimeException hasNoNote() {
            return Problems.notFound("This incident has no note with the id " + note + ".");
        }
    }
}
