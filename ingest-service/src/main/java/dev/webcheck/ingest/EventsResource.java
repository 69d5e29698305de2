package dev.webcheck.ingest;

import dev.webcheck.event.Event;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Takes batches of events: all of a batch, once the broker has acknowledged it, or nothing. */
@Path("/api/v1/events")
class EventsResource {

    private final BodyReader bodies;
    private final BatchReader batches;
    private final InFlight inFlight;
    private final EventTopic topic;
    private final IngestMetrics metrics;

    EventsResource(IngestSettings settings, EventTopic topic, IngestMetrics metrics) {
        this.bodies = new BodyReader(Math.toIntExact(settings.maxBodySize().asLongValue()), settings.bodyTimeout());
        this.batches = new BatchReader(settings.maxEvents(), settings.maxListedFaults());
        this.inFlight = new InFlight(
                settings.maxRequestsInFlight(), settings.maxBytesInFlight().asLongValue());
        this.topic = topic;
        this.metrics = metrics;
        metrics.watch(inFlight);
    }

    @POST
    @Consumes({MediaType.APPLICATION_JSON, BodyFormat.NDJSON_TYPE, "application/ndjson", "application/jsonl"})
    @Produces(MediaType.APPLICATION_JSON)
    @ResponseStatus(202)
    @Blocking
    public Accepted accept(InputStream body, @Context HttpHeaders headers) {
        try (InFlight.Place place = inFlight.enter()) {
            BodyFormat format = BodyFormat.of(Optional.ofNullable(headers.getMediaType()));
            ContentCoding coding = ContentCoding.of(headers.getRequestHeader(HttpHeaders.CONTENT_ENCODING));
            byte[] bytes = bodies.read(body, coding, place);
            List<Event> events = batches.read(bytes, format);
            topic.append(events);
            metrics.accepted(events.size(), bytes.length);
            return new Accepted(events.size());
        } catch (Refused e) {
            metrics.refused(e);
            throw e;
        }
    }
}
