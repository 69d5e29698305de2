package dev.webcheck.client;

import dev.webcheck.client.intercept.Call;
import dev.webcheck.client.publish.EventPublisher;
import dev.webcheck.client.record.Instance;
import java.util.Optional;
import java.util.UUID;
import org.apache.hc.client5.http.impl.async.H2AsyncClientBuilder;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.protocol.HttpContext;

/**
 * Records the requests of the clients that it instruments.
 *
 * <pre>{@code
 * Webcheck webcheck = Webcheck.builder()
 *         .service("checkout")
 *         .kafkaBootstrapServers("kafka:9092")
 *         .start();
 * CloseableHttpClient client = webcheck.instrument(HttpClients.custom()).build();
 * }</pre>
 *
 * <p>One for a process is enough. It never waits for Kafka in the application's threads, never throws into them, and
 * never changes what a client returns or throws. Close it when the process ends, after its clients; if that is left out,
 * a shutdown hook tells that the process stops, and requests are recorded until it has.
 *
 * <p>This class is threadsafe.
 */
public final class Webcheck implements AutoCloseable {

    private final Optional<RunningInstance> running;
    private final UUID instanceId;

    private Webcheck(Optional<RunningInstance> running, UUID instanceId) {
        this.running = running;
        this.instanceId = instanceId;
    }

    /**
     * Settings to start with.
     *
     * @return a builder with nothing set
     */
    public static WebcheckBuilder builder() {
        return new WebcheckBuilder();
    }

    /**
     * Starts with what the system properties and the environment say; see {@link WebcheckBuilder}.
     *
     * @return a Webcheck that records, until it is closed
     * @throws InvalidSettingException if a setting has a value that it cannot have
     */
    public static Webcheck start() {
        return builder().start();
    }

    static Webcheck disabled(Instance instance) {
        return new Webcheck(Optional.empty(), instance.id());
    }

    static Webcheck start(Settings settings, Instance instance, EventPublisher publisher) {
        return start(new RunningInstance(settings, instance, publisher), instance);
    }

    static Webcheck start(RunningInstance running, Instance instance) {
        running.start();
        return new Webcheck(Optional.of(running), instance.id());
    }

    /**
     * Makes the clients of a builder record their requests. Call it last, so that what else is added to the builder is
     * part of the requests.
     *
     * <p>A client with a cache records what its cache lets through. Minimal clients have no builder, and cannot be made to
     * record. To tell apart what it takes to connect, see {@link ObservedConnections}.
     *
     * @param builder any builder of classic clients
     * @param <B> its type
     * @return the same builder
     * @throws IllegalArgumentException if the builder does not keep what is put into it, so that nothing could be recorded
     */
    public <B extends HttpClientBuilder> B instrument(B builder) {
        running.ifPresent(instance -> instance.instrumentation().instrument(builder));
        return builder;
    }

    /**
     * Makes the clients of a builder record their requests, over HTTP/1.1 and HTTP/2. Call it last, so that what else is
     * added to the builder is part of the requests.
     *
     * <p>A client with a cache records what its cache lets through. Minimal clients have no builder, and cannot be made to
     * record.
     *
     * @param builder any builder of asynchronous clients
     * @param <B> its type
     * @return the same builder
     * @throws IllegalArgumentException if the builder does not keep what is put into it, so that nothing could be recorded
     */
    public <B extends HttpAsyncClientBuilder> B instrument(B builder) {
        running.ifPresent(instance -> instance.instrumentation().instrument(builder));
        return builder;
    }

    /**
     * Makes the clients of a builder record their requests, as {@link #instrument(HttpAsyncClientBuilder)} does. The time
     * that such a client takes to connect includes the wait for a connection that others open.
     *
     * @param builder any builder of asynchronous clients that know HTTP/2 only
     * @param <B> its type
     * @return the same builder
     * @throws IllegalArgumentException if the builder does not keep what is put into it, so that nothing could be recorded
     */
    public <B extends H2AsyncClientBuilder> B instrument(B builder) {
        running.ifPresent(instance -> instance.instrumentation().instrument(builder));
        return builder;
    }

    /**
     * What has been recorded and published so far.
     *
     * @return the counters at this moment; all zero if Webcheck is not enabled
     */
    public WebcheckCounters counters() {
        return running.map(RunningInstance::counters).orElse(WebcheckCounters.NONE);
    }

    /**
     * The id under which this run of the process is recorded.
     *
     * @return an id that is new at every start
     */
    public UUID instanceId() {
        return instanceId;
    }

    /**
     * The id under which the last request of a call is recorded.
     *
     * @param context the context that was given to {@code execute}
     * @return the id of the last attempt; empty if it was not recorded
     */
    public static Optional<UUID> requestId(HttpContext context) {
        return Optional.ofNullable(Call.lastRequest(context));
    }

    /**
     * Stops recording, and waits up to the close timeout until what was recorded is published. Requests that are still open
     * are not waited for: they are told as open, and their ends are not recorded. The clients go on to work. Further calls
     * change nothing.
     */
    @Override
    public void close() {
        running.ifPresent(RunningInstance::close);
    }
}
