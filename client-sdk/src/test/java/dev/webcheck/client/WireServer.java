package dev.webcheck.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
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
import org.apache.hc.core5.http.nio.support.BasicRequestConsumer;
import org.apache.hc.core5.http.nio.support.BasicResponseProducer;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.http2.impl.nio.bootstrap.H2ServerBootstrap;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.jspecify.annotations.Nullable;

/** A server for HTTP/1.1 and HTTP/2 that keeps the head of each request as it came over the wire. */
final class WireServer implements AutoCloseable {

    private final HttpAsyncServer server;
    private final String origin;
    private final String http2Origin;
    private final List<HttpRequest> heads = new CopyOnWriteArrayList<>();
    private final Set<String> asked = ConcurrentHashMap.newKeySet();

    private WireServer() throws InterruptedException, ExecutionException {
        server = H2ServerBootstrap.bootstrap()
                .setIOReactorConfig(IOReactorConfig.custom().setIoThreadCount(1).build())
                .register("*", new Answering())
                .create();
        server.start();
        origin = listen(HttpVersionPolicy.NEGOTIATE);
        http2Origin = listen(HttpVersionPolicy.FORCE_HTTP_2);
    }

    private String listen(HttpVersionPolicy policy) throws InterruptedException, ExecutionException {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        InetSocketAddress address = (InetSocketAddress)
                server.listen(any, URIScheme.HTTP, policy, null).get().getAddress();
        return "http://localhost:" + address.getPort();
    }

    static WireServer start() {
        try {
            return new WireServer();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    String url(String path) {
        return origin + path;
    }

    String http2Url(String path) {
        return http2Origin + path;
    }

    /** The heads so far, in the order in which they came. */
    List<HttpRequest> heads() {
        return heads;
    }

    /** Forgets what has come so far. */
    void forget() {
        heads.clear();
        asked.clear();
    }

    @Override
    public void close() {
        server.close(CloseMode.IMMEDIATE);
    }

    /** Redirects {@code /moved}, is busy at first on {@code /busy}, challenges on {@code /secret}, and never answers {@code /held}. */
    private final class Answering implements AsyncServerRequestHandler<Message<HttpRequest, byte[]>> {

        @Override
        public AsyncRequestConsumer<Message<HttpRequest, byte[]>> prepare(
                HttpRequest request, @Nullable EntityDetails entity, HttpContext context) {
            return new BasicRequestConsumer<>(entity == null ? null : new BasicAsyncEntityConsumer());
        }

        @Override
        public void handle(Message<HttpRequest, byte[]> message, ResponseTrigger trigger, HttpContext context)
                throws HttpException, IOException {
            HttpRequest request = message.getHead();
            heads.add(request);
            if (request.getPath().equals("/held")) {
                return;
            }
            trigger.submitResponse(new BasicResponseProducer(answer(request), "a body"), context);
        }

        private HttpResponse answer(HttpRequest request) {
            switch (request.getPath()) {
                case "/moved" -> {
                    HttpResponse response = new BasicHttpResponse(302);
                    response.setHeader("Location", "/ok");
                    return response;
                }
                case "/busy" -> {
                    HttpResponse response = new BasicHttpResponse(asked.add("/busy") ? 503 : 200);
                    response.setHeader("Retry-After", "0");
                    return response;
                }
                case "/secret" -> {
                    HttpResponse response = new BasicHttpResponse(request.containsHeader("Authorization") ? 200 : 401);
                    response.setHeader("WWW-Authenticate", "Basic realm=\"test\"");
                    return response;
                }
                default -> {
                    return new BasicHttpResponse(200);
                }
            }
        }
    }
}
