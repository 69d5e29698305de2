package dev.webcheck.query.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.io.UncheckedIOException;
import java.util.UUID;

/** Answers with a tag of what is said, so that who has it already is not told again. */
final class Tagged {

    private final ObjectMapper json;

    Tagged(ObjectMapper json) {
        this.json = json;
    }

    Response answer(Object entity, Request request) {
        byte[] body;
        try {
            body = json.writeValueAsBytes(entity);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
        EntityTag tag = new EntityTag(UUID.nameUUIDFromBytes(body).toString());
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        Response.ResponseBuilder answer =
                unchanged == null ? Response.ok(body, MediaType.APPLICATION_JSON_TYPE) : unchanged;
        CacheControl ask = new CacheControl();
        ask.setPrivate(true);
        ask.setNoCache(true);
        ask.setNoTransform(false);
        return answer.tag(tag)
                .cacheControl(ask)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
                .build();
    }
}
