package dev.webcheck.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.impl.bootstrap.HttpServer;
import org.apache.hc.core5.http.impl.bootstrap.ServerBootstrap;
import org.apache.hc.core5.http.io.HttpRequestHandler;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.HttpEntities;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.io.CloseMode;

/** A real HTTP server on a free port, with a path for each way to answer. */
final class TestServer implements AutoCloseable {

    static final String BODY = "a body of thirty-two characters.";
    private static final int LARGE = 1_000_000;

    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final AtomicInteger busyAnswers = new AtomicInteger();
    private final HttpServer server;

    private TestServer() throws IOException {
        server = ServerBootstrap.bootstrap()
                .setLocalAddress(InetAddress.getLoopbackAddress())
                .setListenerPort(0)
                .register("/ok", text(200))
                .register("/missing", text(404))
                .register("/empty", (request, response, context) -> response.setCode(204))
                .register("/large", bytes(new byte[LARGE]))
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
                .register(
                        "/trailers",
                        (request, response, context) -> response.setEntity(HttpEntities.create(
                                BODY, StandardCharsets.US_ASCII, new BasicHeader("checksum", "42"))))
                .register("/gzip", (request, response, context) -> {
                    response.setHeader("Content-Encoding", "gzip");
                    response.setEntity(new ByteArrayEntity(gzip(), ContentType.TEXT_PLAIN));
                })
                .register("/cached", (request, response, context) -> {
                    response.setHeader("Cache-Control", "public, max-age=600");
                    response.setEntity(new StringEntity(BODY));
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
        try {
            return new TestServer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url(String path) {
        return "http://localhost:" + server.getLocalPort() + path;
    }

    /** Waits until there is a request that is held. */
    void awaitHeld() throws InterruptedException {
        if (!held.await(60, TimeUnit.SECONDS)) {
            throw new AssertionError("Nothing is held");
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

    private static byte[] gzip() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(BODY.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        release();
        server.close(CloseMode.IMMEDIATE);
    }
}
