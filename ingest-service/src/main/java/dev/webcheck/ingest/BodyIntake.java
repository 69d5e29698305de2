package dev.webcheck.ingest;

import dev.webcheck.ingest.batch.BodyFormat;
import dev.webcheck.ingest.body.ArrivingBody;
import dev.webcheck.ingest.body.BodyPace;
import dev.webcheck.ingest.body.BodyReader;
import dev.webcheck.ingest.body.ClientAddress;
import dev.webcheck.ingest.body.ContentCoding;
import dev.webcheck.ingest.body.InFlight;
import dev.webcheck.ingest.body.ReceivedBody;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Receives the bodies of requests, on the event loops. A request takes a thread and a place among those in work only once
 * all of its body is there, so that slow senders keep nobody else out.
 */
class BodyIntake {

    private final InFlight inFlight;
    private final BodyPace pace;
    private final int max;

    BodyIntake(IngestSettings settings, IngestMetrics metrics) {
        this.max = Math.toIntExact(settings.maxBodySize().asLongValue());
        this.pace = new BodyPace(
                settings.bodyTimeout(),
                settings.bodyGrace(),
                settings.minBodyRate().asLongValue());
        this.inFlight = new InFlight(
                settings.maxRequestsInFlight(),
                settings.maxBytesInFlight().asLongValue(),
                max,
                settings.maxClientShare());
        metrics.watch(inFlight);
    }

    @ServerRequestFilter(nonBlocking = true)
    public Uni<Void> receive(ContainerRequestContext context, RoutingContext routing) {
        HttpServerRequest request = routing.request();
        BodyFormat format = BodyFormat.of(Optional.ofNullable(context.getMediaType()));
        ContentCoding coding = ContentCoding.of(request.headers().getAll(HttpHeaders.CONTENT_ENCODING));
        refuseTooLarge(request);
        InFlight.Place place = inFlight.place(ClientAddress.of(request.remoteAddress()));
        ArrivingBody arriving = new ArrivingBody(request, place, pace, max);
        return Uni.createFrom()
                .completionStage(() -> arriving.receive(routing.vertx()))
                .invoke(bytes -> {
                    place.startWork();
                    new ReceivedBody(bytes, format, coding, place).put(routing);
                })
                .onFailure()
                .invoke(place::close)
                .replaceWithVoid();
    }

    private void refuseTooLarge(HttpServerRequest request) {
        @Nullable String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null && Long.parseLong(length) > max) {
            throw BodyReader.tooLarge(max);
        }
    }
}
