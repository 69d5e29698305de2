package dev.webcheck.client.intercept;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.RequestNotExecutedException;
import org.apache.hc.core5.http.nio.AsyncClientExchangeHandler;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.nio.RequestChannel;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * The exchange of messages over a connection, unchanged, which tells what passes. Also the tunnel through a proxy is opened
 * by an exchange; that one is a part of the connection, and tells nothing.
 */
final class ObservedExchange implements AsyncClientExchangeHandler {

    private final AsyncClientExchangeHandler handler;
    private final AsyncAttempt attempt;
    private final HttpClientContext client;
    private volatile boolean sending;
    private @Nullable SentChannel sent;

    ObservedExchange(AsyncClientExchangeHandler handler, AsyncAttempt attempt, HttpClientContext client) {
        this.handler = handler;
        this.attempt = attempt;
        this.client = client;
    }

    @Override
    public void produceRequest(RequestChannel channel, HttpContext context) throws HttpException, IOException {
        handler.produceRequest(
                (request, entity, exchange) -> {
                    leaves(request, entity);
                    channel.sendRequest(request, entity, exchange);
                },
                context);
    }

    private void leaves(HttpRequest request, @Nullable EntityDetails entity) {
        if (!Method.CONNECT.isSame(request.getMethod())) {
            sending = true;
            attempt.leaves(request);
            attempt.sending(entity != null, client);
        }
    }

    @Override
    public int available() {
        return handler.available();
    }

    @Override
    public void produce(DataStreamChannel channel) throws IOException {
        handler.produce(sending ? observed(channel) : channel);
    }

    /** It is the same channel each time. */
    private SentChannel observed(DataStreamChannel channel) {
        SentChannel known = sent;
        if (known == null || !known.observes(channel)) {
            known = new SentChannel(channel, attempt);
            sent = known;
        }
        return known;
    }

    @Override
    public void consumeInformation(HttpResponse response, HttpContext context) throws HttpException, IOException {
        handler.consumeInformation(response, context);
    }

    @Override
    public void consumeResponse(HttpResponse response, @Nullable EntityDetails entity, HttpContext context)
            throws HttpException, IOException {
        if (!sending) {
            handler.consumeResponse(response, entity, context);
            return;
        }
        attempt.headReceived(response, client);
        try {
            handler.consumeResponse(response, entity, context);
        } catch (Throwable thrown) {
            attempt.refused(response, entity);
            throw thrown;
        }
    }

    @Override
    public void updateCapacity(CapacityChannel channel) throws IOException {
        handler.updateCapacity(channel);
    }

    @Override
    public void consume(ByteBuffer source) throws IOException {
        if (sending) {
            attempt.bodyReceived(source.remaining());
        }
        handler.consume(source);
    }

    @Override
    public void streamEnd(@Nullable List<? extends Header> trailers) throws HttpException, IOException {
        if (sending) {
            attempt.bodyArrived();
        }
        handler.streamEnd(trailers);
    }

    @Override
    public void failed(Exception cause) {
        attempt.failing(cause);
        handler.failed(cause);
    }

    /** Where the caller has not cancelled it, its connection was closed before its turn came. */
    @Override
    public void cancel() {
        if (!sending) {
            attempt.failing(new RequestNotExecutedException());
        }
        handler.cancel();
    }

    @Override
    public void releaseResources() {
        handler.releaseResources();
        if (sending) {
            attempt.released();
        }
    }
}
