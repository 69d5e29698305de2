package dev.webcheck.client.publish;

import dev.webcheck.client.compact.EncodedEvents;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Publishes to an ingest-service with the HTTP client of the JDK, whose threads are daemons. It goes through the proxy that
 * the JVM is set up with, if any; it follows no redirect and keeps no cookie.
 */
final class HttpEventPublisher implements EventPublisher {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
    /** The service itself gives up waiting for the broker after 10 seconds. */
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(15);

    private final HttpTransport transport;
    private final RefusedEvents refused = new RefusedEvents();
    private final Duration answerTimeout;
    private final InstantSource clock;
    private @Nullable HttpClient client;

    HttpEventPublisher(HttpTransport transport) {
        this(transport, ANSWER_TIMEOUT, InstantSource.system());
    }

    HttpEventPublisher(HttpTransport transport, Duration answerTimeout, InstantSource clock) {
        this.transport = transport;
        this.answerTimeout = answerTimeout;
        this.clock = clock;
    }

    @Override
    public void publish(UUID instanceId, EncodedEvents events) throws PublishException, InterruptedException {
        HttpDelivery delivery = new HttpDelivery(this::post, events);
        delivery.run();
        delivery.refusals().forEach((index, why) -> refused.add(events.json(index, index + 1), destination(), why));
    }

    private IngestAnswer post(byte[] json) throws PublishException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(transport.endpoint())
                .timeout(answerTimeout)
                .setHeader("User-Agent", "webcheck-client-sdk")
                .setHeader("Content-Type", "application/json")
                .setHeader("Content-Encoding", "gzip")
                .setHeader("Accept", "application/json, application/problem+json")
                .POST(BodyPublishers.ofByteArray(GzipBody.of(json)));
        transport.headers().forEach(request::setHeader);
        return IngestAnswer.of(answer(request.build()), clock);
    }

    private HttpResponse<byte[]> answer(HttpRequest request) throws PublishException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> answer = client().sendAsync(request, head -> new StartOfBody());
        try {
            // The client's own timeout ends with the head of the answer.
            return answer.get(answerTimeout.plus(CONNECT_TIMEOUT).toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw HttpFailure.of(e, answerTimeout, CONNECT_TIMEOUT);
        } catch (TimeoutException e) {
            throw HttpFailure.of(e, answerTimeout, CONNECT_TIMEOUT);
        } finally {
            answer.cancel(true);
        }
    }

    private HttpClient client() throws PublishException {
        HttpClient current = client;
        if (current == null) {
            try {
                current = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(CONNECT_TIMEOUT)
                        .build();
            } catch (UncheckedIOException e) {
                throw new PublishException("no HTTP client: " + e.getMessage(), e);
            }
            client = current;
        }
        return current;
    }

    /** The client ends its thread, and its connections, when nobody has it any more. */
    @Override
    public void close(Duration longest) {
        client = null;
    }

    @Override
    public long refused() {
        return refused.count();
    }

    @Override
    public String destination() {
        return transport.toString();
    }
}
