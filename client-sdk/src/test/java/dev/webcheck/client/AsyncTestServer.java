package dev.webcheck.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.Message;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.impl.bootstrap.HttpAsyncServer;
import org.apache.hc.core5.http.message.BasicHttpResponse;
import org.apache.hc.core5.http.nio.AsyncRequestConsumer;
import org.apache.hc.core5.http.nio.AsyncServerRequestHandler;
import org.apache.hc.core5.http.nio.entity.BasicAsyncEntityConsumer;
import org.apache.hc.core5.http.nio.entity.BasicAsyncEntityProducer;
import org.apache.hc.core5.http.nio.entity.DigestingEntityProducer;
import org.apache.hc.core5.http.nio.support.BasicRequestConsumer;
import org.apache.hc.core5.http.nio.support.BasicResponseProducer;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http2.H2Error;
import org.apache.hc.core5.http2.H2StreamResetException;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.http2.impl.nio.bootstrap.H2ServerBootstrap;
import org.apache.hc.core5.http2.ssl.H2ServerTlsStrategy;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOReactorConfig;

/** A real server for HTTP/1.1 and HTTP/2 on free ports, with a path for each way to answer. */
final class AsyncTestServer implements AutoCloseable {

    static final String BODY = "a body of thirty-two characters.";
    static final int LARGE = 1_000_000;

    private final HttpAsyncServer server;
    private final String origin;
    private final String http2Origin;
    private final AtomicInteger busy = new AtomicInteger();
    private final AtomicInteger held = new AtomicInteger();
    private final Set<String> asked = ConcurrentHashMap.newKeySet();
    private final CompletableFuture<Void> revalidation = new CompletableFuture<>();

    private AsyncTestServer(Optional<SSLContext> tls) throws InterruptedException, ExecutionException {
        H2ServerBootstrap bootstrap = H2ServerBootstrap.bootstrap()
                .setIOReactorConfig(IOReactorConfig.custom().setIoThreadCount(1).build())
                .register("/ok", answering(200))
                .register("/missing", answering(404))
                .register("/empty", (Answering) (request, trigger, context) ->
                        trigger.submitResponse(new BasicResponseProducer(new BasicHttpResponse(204)), context))
                .register("/large", (Answering) (request, trigger, context) -> trigger.submitResponse(
                        new BasicResponseProducer(
                                200,
                                new BasicAsyncEntityProducer(new byte[LARGE], ContentType.APPLICATION_OCTET_STREAM)),
                        context))
                .register("/echo", (Answering) (request, trigger, context) -> trigger.submitResponse(
                        new BasicResponseProducer(
                                200, new BasicAsyncEntityProducer(request.getBody(), ContentType.TEXT_PLAIN)),
                        context))
                .register("/moved", (Answering) (request, trigger, context) -> {
                    HttpResponse response = new BasicHttpResponse(302);
                    response.setHeader("Location", "/ok?token=hidden");
                    trigger.submitResponse(new BasicResponseProducer(response, "elsewhere"), context);
                })
                .register("/busy", (Answering) (request, trigger, context) -> {
                    HttpResponse response = new BasicHttpResponse(busy.getAndDecrement() > 0 ? 503 : 200);
                    response.setHeader("Retry-After", "0");
                    trigger.submitResponse(new BasicResponseProducer(response, BODY), context);
                })
                .register("/busy-at-first", (Answering) (request, trigger, context) -> {
                    boolean first = asked.add(request.getHead().getRequestUri());
                    HttpResponse response = new BasicHttpResponse(first ? 503 : 200);
                    response.setHeader("Retry-After", "0");
                    trigger.submitResponse(new BasicResponseProducer(response, BODY), context);
                })
                .register("/secret", (Answering) (request, trigger, context) -> {
                    HttpResponse response =
                            new BasicHttpResponse(request.getHead().containsHeader("Authorization") ? 200 : 401);
                    response.setHeader("WWW-Authenticate", "Basic realm=\"test\"");
                    trigger.submitResponse(new BasicResponseProducer(response, BODY), context);
                })
                .register("/trailers", (Answering) (request, trigger, context) -> trigger.submitResponse(
                        new BasicResponseProducer(
                                200,
                                new DigestingEntityProducer(
                                        "MD5",
                                        new BasicAsyncEntityProducer(
                                                BODY.getBytes(UTF_8), ContentType.TEXT_PLAIN, true))),
                        context))
                .register("/hints", (Answering) (request, trigger, context) -> {
                    HttpResponse hints = new BasicHttpResponse(103);
                    hints.setHeader("Link", "</style.css>; rel=preload");
                    trigger.sendInformation(hints, context);
                    trigger.submitResponse(new BasicResponseProducer(200, BODY), context);
                })
                .register("/gzip", (Answering) (request, trigger, context) -> {
                    HttpResponse response = new BasicHttpResponse(200);
                    response.setHeader("Content-Encoding", "gzip");
                    trigger.submitResponse(
                            new BasicResponseProducer(
                                    response, new BasicAsyncEntityProducer(gzip(), ContentType.TEXT_PLAIN)),
                            context);
                })
                .register("/cached", (Answering) (request, trigger, context) -> {
                    HttpResponse response = new BasicHttpResponse(200);
                    response.setHeader("Cache-Control", "public, max-age=600");
                    trigger.submitResponse(new BasicResponseProducer(response, BODY), context);
                })
                .register("/stale", (Answering) (request, trigger, context) -> {
                    HttpResponse response = new BasicHttpResponse(200);
                    response.setHeader("Cache-Control", "public, max-age=0, stale-while-revalidate=600");
                    response.setHeader("ETag", "\"1\"");
                    if (request.getHead().containsHeader("If-None-Match")) {
                        var unused = revalidation.thenRun(() -> submit(trigger, response, context));
                    } else {
                        submit(trigger, response, context);
                    }
                })
                .register("/circle", (Answering) (request, trigger, context) -> {
                    HttpResponse response = new BasicHttpResponse(302);
                    response.setHeader("Location", "/circle");
                    trigger.submitResponse(new BasicResponseProducer(response, "round and round"), context);
                })
                .register("/nowhere", (Answering) (request, trigger, context) -> {
                    HttpResponse response = new BasicHttpResponse(302);
                    response.setHeader("Location", "http://[nowhere/");
                    trigger.submitResponse(new BasicResponseProducer(response, "nowhere"), context);
                })
                .register("/nowhere-stuck", (Answering) (request, trigger, context) -> {
                    HttpResponse response = new BasicHttpResponse(302);
                    response.setHeader("Location", "http://[nowhere/");
                    trigger.submitResponse(new BasicResponseProducer(response, UnendingBody.stuck()), context);
                })
                .register("/unheard-of", (Answering) (request, trigger, context) -> {
                    HttpResponse response = new BasicHttpResponse(200);
                    response.setHeader("Content-Encoding", "unheard-of");
                    trigger.submitResponse(new BasicResponseProducer(response, BODY), context);
                })
                .register("/not-gzip", (Answering) (request, trigger, context) -> {
                    HttpResponse response = new BasicHttpResponse(200);
                    response.setHeader("Content-Encoding", "gzip");
                    trigger.submitResponse(new BasicResponseProducer(response, BODY), context);
                })
                .register("/held", (Answering) (request, trigger, context) -> held.incrementAndGet())
                .register("/stuck", (Answering) (request, trigger, context) ->
                        trigger.submitResponse(new BasicResponseProducer(200, UnendingBody.stuck()), context))
                .register("/severed", (Answering) (request, trigger, context) -> trigger.submitResponse(
                        new BasicResponseProducer(
                                200,
                                UnendingBody.severedBy(new H2StreamResetException(H2Error.INTERNAL_ERROR, "severed"))),
                        context))
                .register("/broken", new Refusing());
        tls.ifPresent(context -> bootstrap.setTlsStrategy(new H2ServerTlsStrategy(context)));
        server = bootstrap.create();
        server.start();
        URIScheme scheme = tls.isPresent() ? URIScheme.HTTPS : URIScheme.HTTP;
        origin = listen(scheme, HttpVersionPolicy.NEGOTIATE);
        http2Origin = listen(scheme, HttpVersionPolicy.FORCE_HTTP_2);
    }

    private String listen(URIScheme scheme, HttpVersionPolicy policy) throws InterruptedException, ExecutionException {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        InetSocketAddress address = (InetSocketAddress)
                server.listen(any, scheme, policy, null).get().getAddress();
        return scheme.id + "://localhost:" + address.getPort();
    }

    static AsyncTestServer start() {
        return start(Optional.empty());
    }

    static AsyncTestServer start(SSLContext tls) {
        return start(Optional.of(tls));
    }

    private static AsyncTestServer start(Optional<SSLContext> tls) {
        try {
            return new AsyncTestServer(tls);
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    String url(String path) {
        return origin + path;
    }

    /** Where HTTP/2 is spoken from the first byte on. */
    String http2Url(String path) {
        return http2Origin + path;
    }

    /** Answers so many that ask for {@code /busy} with 503. */
    void beBusy(int requests) {
        busy.set(requests);
    }

    /** How many requests have come that are not answered. */
    int held() {
        return held.get();
    }

    /**
     * Answers who asks whether {@code /stale} still holds; until then they wait. HttpClient gives that answer to the caller of the
     * cached one too, who would get its body twice if it came before the call is over.
     */
    void answerRevalidation() {
        revalidation.complete(null);
    }

    private static void submit(
            AsyncServerRequestHandler.ResponseTrigger trigger, HttpResponse response, HttpContext context) {
        try {
            trigger.submitResponse(new BasicResponseProducer(response, BODY), context);
        } catch (HttpException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Answering answering(int status) {
        return (request, trigger, context) -> trigger.submitResponse(new BasicResponseProducer(status, BODY), context);
    }

    static byte[] gzip() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(BODY.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        server.close(CloseMode.IMMEDIATE);
    }

    /** Answers when the whole request is there. */
    private interface Answering extends AsyncServerRequestHandler<Message<HttpRequest, byte[]>> {

        @Override
        default AsyncRequestConsumer<Message<HttpRequest, byte[]>> prepare(
                HttpRequest request, EntityDetails entity, HttpContext context) {
            return new BasicRequestConsumer<>(entity == null ? null : new BasicAsyncEntityConsumer());
        }

        @Override
        void handle(Message<HttpRequest, byte[]> request, ResponseTrigger trigger, HttpContext context)
                throws HttpException, IOException;
    }

    /** Resets the stream of whoever asks. */
    private static final class Refusing implements Answering {

        @Override
        public AsyncRequestConsumer<Message<HttpRequest, byte[]>> prepare(
                HttpRequest request, EntityDetails entity, HttpContext context) {
            return new BasicRequestConsumer<>(new BasicAsyncEntityConsumer()) {

                @Override
                public void consumeRequest(
                        HttpRequest refused,
                        EntityDetails details,
                        HttpContext exchange,
                        FutureCallback<Message<HttpRequest, byte[]>> callback)
                        throws IOException {
                    throw new H2StreamResetException(H2Error.REFUSED_STREAM, "refused");
                }
            };
        }

        @Override
        public void handle(Message<HttpRequest, byte[]> request, ResponseTrigger trigger, HttpContext context) {}
    }
}
