package dev.webcheck.client;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.H2AsyncClientBuilder;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.Message;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.nio.entity.BasicAsyncEntityProducer;
import org.apache.hc.core5.http.nio.support.AsyncRequestBuilder;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactive.ReactiveResponseConsumer;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** A client of any kind, with the one way to use it that all kinds share. It tries nothing twice. */
final class TriedClient implements AutoCloseable {

    /** What clients there are. */
    enum Kind {
        CLASSIC,
        ASYNC,
        HTTP_2
    }

    /** How an answer is read. */
    enum Reading {
        WHOLE,
        /** By a consumer of Reactive Streams. */
        REACTIVE,
        /** As that, until its first bytes. */
        REACTIVE_UNTIL_FIRST,
        /** Throws at the first bytes. */
        THROWING,
        /** Throws at the head. */
        THROWING_AT_HEAD,
        /** Closed after the first bytes. */
        CLOSED_EARLY,
        /** Never read, never closed. */
        FORGOTTEN
    }

    /** The limits of a client; none by default. */
    static final class Limits {

        private Timeout connect = Timeout.ofMinutes(1);
        private Timeout handshake = Timeout.ofMinutes(1);
        private Timeout lease = Timeout.ofMinutes(1);
        private Timeout response = Timeout.ofMinutes(1);
        private int connections = 10;
        private boolean refusing;
        private Optional<HttpHost> proxy = Optional.empty();

        Limits connect(Timeout timeout) {
            connect = timeout;
            return this;
        }

        Limits handshake(Timeout timeout) {
            handshake = timeout;
            return this;
        }

        Limits oneConnection(Timeout timeout) {
            connections = 1;
            lease = timeout;
            return this;
        }

        Limits response(Timeout timeout) {
            response = timeout;
            return this;
        }

        Limits proxy(HttpHost host) {
            proxy = Optional.of(host);
            return this;
        }

        /** With an interceptor that refuses each answer. */
        Limits refusing() {
            refusing = true;
            return this;
        }
    }

    /** A request on its way. */
    interface Running {

        void cancel();
    }

    private final Kind kind;
    private final Recording recording;
    private final Limits limits;
    private final Optional<CloseableHttpClient> classic;
    private final Optional<CloseableHttpAsyncClient> async;
    private final AtomicInteger received = new AtomicInteger();

    TriedClient(Kind kind, Recording recording, Limits limits) {
        this.kind = kind;
        this.recording = recording;
        this.limits = limits;
        this.classic = kind == Kind.CLASSIC ? Optional.of(classic()) : Optional.empty();
        this.async = kind == Kind.CLASSIC ? Optional.empty() : Optional.of(async());
        async.ifPresent(CloseableHttpAsyncClient::start);
    }

    /** The one limit that all kinds of clients know for connecting is a deprecated one. */
    @SuppressWarnings("deprecation")
    private RequestConfig config() {
        return RequestConfig.custom()
                .setConnectionRequestTimeout(limits.lease)
                .setResponseTimeout(limits.response)
                .setHardCancellationEnabled(true)
                .setConnectTimeout(limits.connect)
                .build();
    }

    private TlsConfig tls() {
        return TlsConfig.custom().setHandshakeTimeout(limits.handshake).build();
    }

    private IOReactorConfig reactor() {
        return IOReactorConfig.custom()
                .setIoThreadCount(1)
                .setSelectInterval(TimeValue.ofMilliseconds(20))
                .setSoTimeout(kind == Kind.HTTP_2 ? limits.response : Timeout.ZERO_MILLISECONDS)
                .build();
    }

    private CloseableHttpClient classic() {
        HttpClientBuilder builder = HttpClients.custom()
                .disableAutomaticRetries()
                .setDefaultRequestConfig(config())
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnTotal(limits.connections)
                        .setDefaultTlsConfig(tls())
                        .build());
        limits.proxy.ifPresent(builder::setProxy);
        if (limits.refusing) {
            builder.addResponseInterceptorLast(TriedClient::refuse);
        }
        return recording.webcheck().instrument(builder).build();
    }

    private CloseableHttpAsyncClient async() {
        if (kind == Kind.HTTP_2) {
            H2AsyncClientBuilder builder = HttpAsyncClients.customHttp2()
                    .disableAutomaticRetries()
                    .setDefaultRequestConfig(config())
                    .setIOReactorConfig(reactor());
            if (limits.refusing) {
                builder.addResponseInterceptorLast(TriedClient::refuse);
            }
            return recording.webcheck().instrument(builder).build();
        }
        HttpAsyncClientBuilder builder = HttpAsyncClients.custom()
                .disableAutomaticRetries()
                .setDefaultRequestConfig(config())
                .setIOReactorConfig(reactor())
                .setConnectionManager(PoolingAsyncClientConnectionManagerBuilder.create()
                        .setMaxConnTotal(limits.connections)
                        .setDefaultTlsConfig(tls())
                        .build());
        limits.proxy.ifPresent(builder::setProxy);
        if (limits.refusing) {
            builder.addResponseInterceptorLast(TriedClient::refuse);
        }
        return recording.webcheck().instrument(builder).build();
    }

    private static void refuse(HttpResponse response, EntityDetails entity, Object context) throws HttpException {
        throw new HttpException("refused");
    }

    Kind kind() {
        return kind;
    }

    Running get(String url) {
        return get(url, Reading.WHOLE);
    }

    Running get(String url, Reading reading) {
        return kind == Kind.CLASSIC
                ? inThread(new HttpGet(url), reading, TriedClient::platform)
                : sent(AsyncRequestBuilder.get(url), reading);
    }

    /** In a thread of one's own making; classic only. */
    void get(String url, Consumer<Runnable> threads) {
        inThread(new HttpGet(url), Reading.WHOLE, threads);
    }

    /** Sends 20,000,000 bytes. */
    Running post(String url) {
        byte[] body = new byte[20_000_000];
        return post(
                url,
                new ByteArrayEntity(body, ContentType.APPLICATION_OCTET_STREAM),
                new BasicAsyncEntityProducer(body, ContentType.APPLICATION_OCTET_STREAM));
    }

    Running post(String url, HttpEntity entity, AsyncEntityProducer producer) {
        if (kind == Kind.CLASSIC) {
            HttpPost request = new HttpPost(url);
            request.setEntity(entity);
            return inThread(request, Reading.WHOLE, TriedClient::platform);
        }
        return sent(AsyncRequestBuilder.post(url).setEntity(producer), Reading.WHOLE);
    }

    /** How much of a body has been read. */
    int received() {
        return received.get();
    }

    private Running inThread(HttpUriRequestBase request, Reading reading, Consumer<Runnable> threads) {
        threads.accept(() -> {
            try {
                if (reading == Reading.FORGOTTEN) {
                    forget(request);
                } else {
                    classic.orElseThrow().execute(request, response -> {
                        read(response.getEntity(), reading);
                        return null;
                    });
                }
            } catch (IOException | RuntimeException e) {
                // Seen in its record.
            }
        });
        return request::cancel;
    }

    @SuppressWarnings("deprecation")
    private void forget(HttpUriRequestBase request) throws IOException {
        classic.orElseThrow().execute(request);
    }

    private void read(@Nullable HttpEntity entity, Reading reading) throws IOException {
        if (entity == null) {
            return;
        }
        InputStream content = entity.getContent();
        int count = 0;
        do {
            received.addAndGet(count);
            if (reading == Reading.CLOSED_EARLY && count > 0) {
                content.close();
                return;
            }
            count = content.read(new byte[16]);
        } while (count >= 0);
    }

    private static void platform(Runnable task) {
        Thread thread = new Thread(task, "tried-client");
        thread.setDaemon(true);
        thread.start();
    }

    private Running sent(AsyncRequestBuilder request, Reading reading) {
        Future<?> future = async.orElseThrow().execute(request.build(), consumer(reading), null);
        return () -> future.cancel(true);
    }

    private AsyncResponseConsumer<?> consumer(Reading reading) {
        return switch (reading) {
            case REACTIVE, REACTIVE_UNTIL_FIRST -> new ReactiveResponseConsumer(new Subscribing(reading));
            default -> new Reader(reading);
        };
    }

    /** Kills the thread of the reactor, and awaits that it is dead. */
    @SuppressWarnings("FutureReturnValueIgnored") // its thread is dead
    void killReactor(String url) {
        AtomicReference<Thread> killed = new AtomicReference<>();
        async.orElseThrow().execute(AsyncRequestBuilder.get(url).build(), new Killer(killed), null);
        await().until(() -> {
            Thread thread = killed.get();
            return thread != null && !thread.isAlive();
        });
    }

    @Override
    public void close() {
        classic.ifPresent(client -> client.close(CloseMode.IMMEDIATE));
        async.ifPresent(client -> client.close(CloseMode.IMMEDIATE));
    }

    /** Reads a body as it comes. */
    private class Reader implements AsyncResponseConsumer<Integer> {

        private final Reading reading;
        private final AtomicReference<FutureCallback<Integer>> done = new AtomicReference<>();

        Reader(Reading reading) {
            this.reading = reading;
        }

        @Override
        public void consumeResponse(
                HttpResponse response,
                @Nullable EntityDetails entity,
                HttpContext context,
                FutureCallback<Integer> callback) {
            if (reading == Reading.THROWING_AT_HEAD) {
                throw new IllegalStateException("mine");
            }
            done.set(callback);
            if (entity == null) {
                callback.completed(0);
            }
        }

        @Override
        public void informationResponse(HttpResponse response, HttpContext context) {}

        @Override
        public void updateCapacity(CapacityChannel channel) throws IOException {
            channel.update(Integer.MAX_VALUE);
        }

        @Override
        public void consume(ByteBuffer source) {
            if (reading == Reading.THROWING) {
                throw new IllegalStateException("mine");
            }
            received.addAndGet(source.remaining());
            source.position(source.limit());
        }

        @Override
        public void streamEnd(List<? extends Header> trailers) {
            Objects.requireNonNull(done.get()).completed(received.get());
        }

        @Override
        public void failed(Exception cause) {}

        @Override
        public void releaseResources() {}
    }

    /** Kills the thread that calls it. */
    private final class Killer extends Reader {

        private final AtomicReference<Thread> killed;

        Killer(AtomicReference<Thread> killed) {
            super(Reading.WHOLE);
            this.killed = killed;
        }

        @Override
        public void consume(ByteBuffer source) {
            killed.set(Thread.currentThread());
            throw new AssertionError("kills the thread of the reactor");
        }
    }

    /** Subscribes to a body as soon as it is there. */
    private final class Subscribing
            implements FutureCallback<Message<HttpResponse, Publisher<ByteBuffer>>>, Subscriber<ByteBuffer> {

        private final Reading reading;
        private final AtomicReference<Subscription> subscription = new AtomicReference<>();

        Subscribing(Reading reading) {
            this.reading = reading;
        }

        @Override
        public void completed(Message<HttpResponse, Publisher<ByteBuffer>> message) {
            message.getBody().subscribe(this);
        }

        @Override
        public void failed(Exception cause) {}

        @Override
        public void cancelled() {}

        @Override
        public void onSubscribe(Subscription made) {
            subscription.set(made);
            made.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(ByteBuffer bytes) {
            received.addAndGet(bytes.remaining());
            if (reading == Reading.REACTIVE_UNTIL_FIRST) {
                Objects.requireNonNull(subscription.get()).cancel();
            }
        }

        @Override
        public void onError(Throwable thrown) {}

        @Override
        public void onComplete() {}
    }
}
