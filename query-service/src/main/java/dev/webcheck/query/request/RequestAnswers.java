package dev.webcheck.query.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.webcheck.query.admission.Admission;
import dev.webcheck.store.read.request.RecordedRequest;
import dev.webcheck.store.read.request.RequestReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Function;

/** Makes answers that hold requests: whole where these are few, else a stream of the same text. This class is threadsafe. */
@ApplicationScoped
public class RequestAnswers {

    private static final String NO_REQUESTS = "[]";

    private final RequestReader reader;
    private final ObjectMapper json;
    private final ObjectWriter each;
    private final Admission admission;

    RequestAnswers(RequestReader reader, ObjectMapper json, Admission admission) {
        this.reader = reader;
        this.json = json;
        this.each = json.writerFor(RecordedRequest.class);
        this.admission = admission;
    }

    /**
     * A document that holds an array of requests.
     *
     * @param requests the requests
     * @param document makes the document of such an array, which has nothing but brackets after it
     * @return what is to be written as JSON
     */
    public Object json(List<RecordedRequest> requests, Function<List<RecordedRequest>, Object> document) {
        if (requests.stream().mapToLong(RecordedRequest::size).sum() <= Admission.WHOLE_ANSWER_BYTES) {
            return document.apply(requests);
        }
        String empty = written(document.apply(List.of()));
        int split = empty.lastIndexOf(NO_REQUESTS) + 1;
        admission.admitStream();
        return RequestStream.of(
                reader, requests, StreamText.array(empty.substring(0, split), each, empty.substring(split)));
    }

    /** All requests of a list. */
    RequestStream export(ListQuery query, ListFormat format) {
        admission.admitStream();
        return RequestStream.open(reader, query, text(format));
    }

    /** One request. */
    RequestStream export(RecordedRequest request, ListFormat format) {
        admission.admitStream();
        return RequestStream.of(reader, List.of(request), text(format));
    }

    private StreamText text(ListFormat format) {
        return format == ListFormat.CSV ? StreamText.csv() : StreamText.lines(each);
    }

    private String written(Object document) {
        try {
            return json.writeValueAsString(document);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
