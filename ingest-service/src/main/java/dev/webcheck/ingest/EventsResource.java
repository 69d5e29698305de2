package dev.webcheck.ingest;

import dev.webcheck.event.JsonSlice;
import dev.webcheck.ingest.batch.BatchReader;
import dev.webcheck.ingest.batch.BodyFormat;
import dev.webcheck.ingest.batch.ValidEvent;
import dev.webcheck.ingest.body.BodyReader;
import dev.webcheck.ingest.body.ReceivedBody;
import dev.webcheck.ingest.redaction.EventRedaction;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Takes batches of events: all of a batch, once the broker has acknowledged it, or nothing. */
@Path("/api/v1/events")
@Tag(name = "Events")
class EventsResource {

    private final BodyReader bodies;
    private final BatchReader batches;
    private final EventRedaction redaction;
    private final EventTopic topic;
    private final IngestMetrics metrics;
    private final RoutingContext routing;

    EventsResource(
            IngestSettings settings,
            EventRedaction redaction,
            EventTopic topic,
            IngestMetrics metrics,
            RoutingContext routing) {
        this.bodies = new BodyReader(Math.toIntExact(settings.maxBodySize().asLongValue()));
        this.batches = new BatchReader(
                settings.maxEvents(), settings.maxListedFaults(), settings.clockTolerance(), InstantSource.system());
        this.redaction = redaction;
        this.topic = topic;
        this.metrics = metrics;
        this.routing = routing;
    }

    @POST
    @Operation(
            operationId = "sendEvents",
            summary = "Send events",
            description =
                    "Takes one event, an array of events, or one event a line, plain or with Content-Encoding: gzip."
                            + " The answer is 202 once the broker has acknowledged every event; until then nothing is promised."
                            + " If one event is invalid, nothing of the batch is taken. After 503, send the same batch again:"
                            + " events that arrive twice count once.")
    @RequestBody(
            required = true,
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(ref = EventSchemas.BATCH),
                        examples = {
                            @ExampleObject(name = "one event", value = Examples.BEGIN),
                            @ExampleObject(name = "an array", value = Examples.ARRAY)
                        }),
                @Content(
                        mediaType = BodyFormat.NDJSON_TYPE,
                        schema = @Schema(ref = EventSchemas.LINES),
                        examples = @ExampleObject(name = "one event a line", value = Examples.LINES))
            })
    @APIResponse(
            responseCode = "202",
            description = "The broker has acknowledged every event",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Accepted.class),
                            example = "{\"accepted\": 2}"))
    @APIResponse(
            responseCode = "400",
            description = "The body is malformed, or names an invalid event; nothing was taken",
            content =
                    @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            schema = @Schema(implementation = Problem.class),
                            example = Examples.INVALID))
    @APIResponse(
            responseCode = "408",
            description = "The body arrived too slowly; nothing was taken",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "413",
            description = "The body, as sent or as inflated, or the number of events is too large; nothing was taken",
            content =
                    @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            schema = @Schema(implementation = Problem.class),
                            example = Examples.TOO_LARGE))
    @APIResponse(
            responseCode = "415",
            description = "The media type or the content encoding is not supported; nothing was taken",
            content =
                    @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            schema = @Schema(implementation = Problem.class),
                            example = Examples.UNSUPPORTED))
    @APIResponse(
            responseCode = "503",
            description = "The broker does not acknowledge, or there is too much in work; send the same batch again",
            headers =
                    @Header(
                            name = "Retry-After",
                            description = "When, in seconds",
                            schema = @Schema(implementation = Integer.class)),
            content =
                    @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            schema = @Schema(implementation = Problem.class),
                            example = Examples.UNACKNOWLEDGED))
    @Consumes({MediaType.APPLICATION_JSON, BodyFormat.NDJSON_TYPE, "application/ndjson", "application/jsonl"})
    @Produces(MediaType.APPLICATION_JSON)
    @ResponseStatus(202)
    @Blocking
    public Accepted accept() {
        try (ReceivedBody body = ReceivedBody.take(routing)) {
            byte[] bytes = bodies.read(body);
            List<ValidEvent> events = batches.read(bytes, body.format());
            append(events.stream().map(this::redacted).toList());
            metrics.accepted(events.size(), bytes.length);
            return new Accepted(events.size());
        }
    }

    private ValidEvent redacted(ValidEvent event) {
        return redaction
                .redacted(event.event(), event.text(), event.json(), BatchReader.LARGEST_EVENT)
                .map(json -> new ValidEvent(event.event(), json, new JsonSlice(0, json.length)))
                .orElse(event);
    }

    private void append(List<ValidEvent> events) {
        try {
            topic.append(events);
        } catch (CircuitBreakerOpenException e) {
            throw new Unacknowledged("The broker has not acknowledged the last batches; this one was not tried.", e);
        }
    }
}
