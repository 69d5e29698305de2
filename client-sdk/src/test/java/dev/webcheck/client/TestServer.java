package dev.webcheck.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.impl.bootstrap.HttpServer;
import org.apache.hc.core5.http.impl.bootstrap.ServerBootstrap;
import org.apache.hc.core5.http.io.HttpRequestHandler;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.HttpEntities;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;

/** A real HTTP server on a free port, with a path for each way to answer. */
final class TestServer implements AutoCloseable {

    static final String BODY = "a body of thirty-two characters.";
    static final byte[] GZIPPED = compressed(TestServer::gzip);
    static final byte[] DEFLATED = compressed(DeflaterOutputStream::new);
    static final int LARGE = 1_000_000;

    private final CountDownLatch held = new CountDownLatch(1);
    private final Semaphore asked = new Semaphore(0);
    private final CountDownLatch released = new CountDownLatch(1);
    private final AtomicInteger busyAnswers = new AtomicInteger();
    private final List<HttpRequest> seen = new CopyOnWriteArrayList<>();
    private final String scheme;
    private final HttpServer server;

    private TestServer(@Nullable SSLContext tls) throws IOException {
        scheme = tls == null ? "http" : "https";
        server = ServerBootstrap.bootstrap()
                .setLocalAddress(InetAddress.getLoopbackAddress())
                .setListenerPort(0)
                .setSslContext(tls)
                .register("/ok", (request, response, context) -> {
                    seen.add(request);
                    response.setEntity(new StringEntity(BODY));
                })
                .register("/missing", text(404))
                .register("/empty", (request, response, context) -> response.setCode(204))
                .register("/large", bytes(new byte[LARGE]))
                .register(
                        "/large-in-chunks",
                        (request, response, context) ->
                                response.setEntity(new ByteArrayEntity(new byte[LARGE], ContentType.TEXT_PLAIN, true)))
                .register("/nothing", (request, response, context) -> response.setEntity(new StringEntity("")))
                .register("/moved", (request, response, context) -> {
                    response.setCode(302);
                    response.setHeader("Location", "/ok?token=hidden");
                    response.setEntity(new StringEntity("elsewhere"));
                })
                .register("/busy", (request, response, context) -> {
                    response.setCode(busyAnswers.incrementAndGet() == 1 ? 503 : 200);
                    response.setHeader("Retry-After", "0");
                    response.setEntity(new StringEntity(BODY));
                })
                .register("/trailers", (request, response, context) -> {
                    response.setHeader("Cache-Control", "no-store");
                    response.setEntity(withTrailers());
                })
                .register("/gzip", (request, response, context) -> {
                    response.setHeader("Content-Encoding", "gzip");
                    response.setEntity(new ByteArrayEntity(GZIPPED, ContentType.TEXT_PLAIN));
                })
                .register("/deflate", (request, response, context) -> {
                    response.setHeader("Content-Encoding", "deflate");
                    response.setEntity(new ByteArrayEntity(DEFLATED, ContentType.TEXT_PLAIN));
                })
                .register("/gzip-in-chunks", (request, response, context) -> {
                    response.setHeader("Content-Encoding", "gzip");
                    response.setEntity(new ByteArrayEntity(GZIPPED, ContentType.TEXT_PLAIN, true));
                })
                .register("/echo", (request, response, context) -> {
                    byte[] body = EntityUtils.toByteArray(request.getEntity());
                    response.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_OCTET_STREAM));
                })
                .register("/basic", login("Basic realm=\"test\""))
                .register("/digest", login("Digest realm=\"test\", nonce=\"1\", qop=\"auth\""))
                .register("/away", (request, response, context) -> {
                    response.setCode(307);
                    response.setHeader(
                            "Location", request.getFirstHeader("X-Away").getValue());
                })
                .register("/headers", (request, response, context) -> {
                    response.addHeader("X-Many", "a");
                    response.addHeader("X-Many", "b");
                    response.addHeader("X-Long", "l".repeat(2_000));
                    response.addHeader("X-Other", "unwanted");
                    response.setEntity(new StringEntity(BODY));
                })
                .register("/stale", (request, response, context) -> {
                    response.setHeader("Cache-Control", "public, max-age=10, stale-while-revalidate=600");
                    response.setHeader("Age", "20");
                    response.setHeader("ETag", "\"1\"");
                    response.setCode(request.containsHeader("If-None-Match") ? 304 : 200);
                    response.setEntity(response.getCode() == 304 ? null : new StringEntity(BODY));
                })
                .register("/cached-in-chunks", (request, response, context) -> {
                    response.setHeader("Cache-Control", "public, max-age=600");
                    byte[] body = BODY.getBytes(StandardCharsets.US_ASCII);
                    response.setEntity(new ByteArrayEntity(body, ContentType.TEXT_PLAIN, true));
                })
                .register("/cached", (request, response, context) -> {
                    response.setHeader("Cache-Control", "public, max-age=600");
                    response.setEntity(new StringEntity(BODY));
                })
                .register("/api/v1/events", (request, response, context) -> {
                    asked.release();
                    response.setCode(503);
                })
                .register("/held", (request, response, context) -> {
                    held.countDown();
                    awaitRelease();
                    response.setEntity(new StringEntity(BODY));
                })
                .create();
        server.start();
    }

    static TestServer start() {
        return start(null);
    }

    /** One that speaks TLS, if there is a context for that. */
    static TestServer start(@Nullable SSLContext tls) {
        try {
            return new TestServer(tls);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url(String path) {
        return scheme + "://localhost:" + server.getLocalPort() + path;
    }

    int port() {
        return server.getLocalPort();
    }

    /** The requests for {@code /ok} so far. */
    List<HttpRequest> seen() {
        return seen;
    }

    /** Waits until there is a request that is held. */
    void awaitHeld() throws InterruptedException {
        if (!held.await(60, TimeUnit.SECONDS)) {
            throw new AssertionError("Nothing is held");
        }
    }

    /** Waits until an SDK has tried twice to publish here, which this refuses. */
    void awaitAsked() {
        try {
            if (!asked.tryAcquire(2, 60, TimeUnit.SECONDS)) {
                throw new AssertionError("Nobody has asked");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets what is held be answered. */
    void release() {
        released.countDown();
    }

    private void awaitRelease() {
        try {
            released.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static HttpRequestHandler text(int status) {
        return (request, response, context) -> {
            response.setCode(status);
            response.setEntity(new StringEntity(BODY));
        };
    }

    private static HttpRequestHandler bytes(byte[] body) {
        return (request, response, context) ->
                response.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_OCTET_STREAM));
    }

    private static HttpRequestHandler login(String challenge) {
        return (request, response, context) -> {
            boolean in = request.containsHeader("Authorization");
            response.setCode(in ? 200 : 401);
            response.setEntity(new StringEntity(in ? BODY : "who are you?"));
            if (!in) {
                response.setHeader("WWW-Authenticate", challenge);
            }
        };
    }

    private static HttpEntity withTrailers() {
        return HttpEntities.create(BODY, StandardCharsets.US_ASCII, new BasicHeader("checksum", "42"));
    }

    private static byte[] compressed(UnaryOperator<OutputStream> coding) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream zip = coding.apply(bytes)) {
            zip.write(BODY.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static OutputStream gzip(OutputStream out) {
        try {
            return new GZIPOutputStream(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        release();
        server.close(CloseMode.IMMEDIATE);
    }
}
