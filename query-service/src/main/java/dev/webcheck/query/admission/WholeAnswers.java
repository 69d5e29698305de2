package dev.webcheck.query.admission;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/**
 * Writes answers of JSON whole, with their length. No thread waits until they have gone out, so that a slow reader takes their bytes and
 * nothing else.
 */
@Provider
@Produces(MediaType.APPLICATION_JSON)
class WholeAnswers implements ServerMessageBodyWriter<Object> {

    private final ObjectMapper json;
    private final Admission admission;

    WholeAnswers(ObjectMapper json, Admission admission) {
        this.json = json;
        this.admission = admission;
    }

    @Override
    public boolean isWriteable(
            Class<?> type, Type genericType, ResteasyReactiveResourceInfo target, MediaType mediaType) {
        return true;
    }

    @Override
    public boolean isWriteable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return true;
    }

    @Override
    public void writeResponse(Object answer, Type genericType, ServerRequestContext request) throws IOException {
        byte[] body = bytes(answer);
        // A refusal is short, and has to get through where there is no room.
        Lease unsent = answer instanceof HttpProblem ? new Lease(() -> {}) : admission.unsent(body.length);
        Admission.requestIsDone(request);
        ((ResteasyReactiveRequestContext) request)
                .unwrap(HttpServerRequest.class)
                .response()
                .end(Buffer.buffer(body))
                .onComplete(sent -> unsent.release());
    }

    @Override
    public void writeTo(
            Object answer,
            Class<?> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream out)
            throws IOException {
        out.write(bytes(answer));
    }

    private byte[] bytes(Object answer) throws IOException {
        return answer instanceof byte[] written ? written : json.writeValueAsBytes(answer);
    }
}
