package dev.webcheck.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.protocol.HttpContext;

/** A response as it comes in, with all that an application can see of it; it takes no more than it is told to. */
final class StreamedResponse implements AsyncResponseConsumer<StreamedResponse> {

    private final List<Integer> informational = new CopyOnWriteArrayList<>();
    private final List<Exception> failures = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private volatile Optional<HttpResponse> head = Optional.empty();
    private volatile Optional<EntityDetails> entity = Optional.empty();
    private volatile List<? extends Header> trailers = List.of();
    private volatile Optional<CapacityChannel> capacity = Optional.empty();
    private final Optional<RuntimeException> thrown;
    private volatile int wanted;
    private volatile int received;
    private volatile Optional<FutureCallback<StreamedResponse>> done = Optional.empty();

    private StreamedResponse(int wanted, Optional<RuntimeException> thrown) {
        this.wanted = wanted;
        this.thrown = thrown;
    }

    static StreamedResponse taking(int bytes) {
        return new StreamedResponse(bytes, Optional.empty());
    }

    /** Throws as soon as there is a body. */
    static StreamedResponse failingWith(RuntimeException thrown) {
        return new StreamedResponse(Integer.MAX_VALUE, Optional.of(thrown));
    }

    static StreamedResponse takingAll() {
        return taking(Integer.MAX_VALUE);
    }

    List<Integer> informational() {
        return informational;
    }

    List<Exception> failures() {
        return failures;
    }

    HttpResponse head() {
        return head.orElseThrow();
    }

    EntityDetails entity() {
        return entity.orElseThrow();
    }

    List<? extends Header> trailers() {
        return trailers;
    }

    synchronized String text() {
        return body.toString(UTF_8);
    }

    int received() {
        return received;
    }

    /** Takes so many bytes more. */
    void take(int bytes) throws IOException {
        wanted = bytes;
        capacity.orElseThrow().update(bytes);
    }

    @Override
    public void informationResponse(HttpResponse response, HttpContext context) {
        informational.add(response.getCode());
    }

    @Override
    public void consumeResponse(
            HttpResponse response,
            EntityDetails details,
            HttpContext context,
            FutureCallback<StreamedResponse> callback) {
        head = Optional.of(response);
        entity = Optional.ofNullable(details);
        done = Optional.of(callback);
        if (details == null) {
            callback.completed(this);
        }
    }

    @Override
    public void updateCapacity(CapacityChannel channel) throws IOException {
        boolean first = capacity.isEmpty();
        capacity = Optional.of(channel);
        if (first || wanted == Integer.MAX_VALUE) {
            channel.update(wanted);
        }
    }

    @Override
    public synchronized void consume(ByteBuffer source) {
        thrown.ifPresent(exception -> {
            throw exception;
        });
        byte[] bytes = new byte[source.remaining()];
        source.get(bytes);
        body.write(bytes, 0, bytes.length);
        received += bytes.length;
    }

    @Override
    public void streamEnd(List<? extends Header> last) {
        trailers = last == null ? List.of() : List.copyOf(last);
        done.orElseThrow().completed(this);
    }

    @Override
    public void failed(Exception cause) {
        failures.add(cause);
    }

    @Override
    public void releaseResources() {}
}
