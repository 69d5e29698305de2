package dev.webcheck.query.note;

import dev.webcheck.query.problem.Problems;
import dev.webcheck.store.note.IncidentNotes;
import dev.webcheck.store.note.NoteChangedException;
import dev.webcheck.store.note.NotesForbiddenException;
import dev.webcheck.store.note.TooManyNotesException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Tells why a note is not written. */
@ApplicationScoped
class NoteTroubleMapper {

    private static final Logger LOG = Logger.getLogger(NoteTroubleMapper.class);

    @ServerExceptionMapper
    Response overtaken(NoteChangedException overtaken, UriInfo uri) {
        return Problems.plain(
                        Status.PRECONDITION_FAILED,
                        "The note was changed in the meantime. Read it again, and decide anew.",
                        uri)
                .toResponse();
    }

    @ServerExceptionMapper
    Response full(TooManyNotesException full, UriInfo uri) {
        return Problems.plain(
                        Status.CONFLICT,
                        "The incident has " + IncidentNotes.MOST_NOTES + " notes, which is as many as it may have.",
                        uri)
                .toResponse();
    }

    @ServerExceptionMapper
    Response forbidden(NotesForbiddenException forbidden, UriInfo uri) {
        LOG.warnf("%s (%s)", forbidden.getMessage(), forbidden.getCause());
        return Problems.plain(Status.FORBIDDEN, "The database does not let this service write notes.", uri)
                .toResponse();
    }
}
