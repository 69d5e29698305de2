#!/usr/bin/env bash
# With Micrometer's observation of Apache HttpClient 5, a request that the client sends again may lose its traceparent.
#
# What happens: ObservationExecChainHandler is the first in the client's chain, so that one observation covers a
# request with everything that HttpClient sends for it. It writes traceparent into the request that it passes on.
# HttpClient's retry and redirect run further in and build the next request from a copy of the original one, without
# what handlers have added. The server sees traceparent on the first attempt and none on the second: the classic client
# loses it at a retry and at a redirect, the asynchronous client at a redirect only; its retry keeps the header.
#
# Why it surprises: the observation lasts until the final answer and its span reports success, yet the attempt that
# produced the answer belongs to no trace. The two clients, set up alike by the same class, differ.
#
# For users: add the handler further in, by addExecInterceptorAfter(ChainElement.RETRY.name(), ...). Then each attempt
# carries the header, with a span of its own.
set -Eeuo pipefail
trap 'echo "Not as described, or the libraries could not be fetched." >&2' ERR

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cat > "$work/pom.xml" <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>io.micrometer</groupId><artifactId>micrometer-core</artifactId><version>1.16.3</version></dependency>
    <dependency><groupId>io.micrometer</groupId><artifactId>micrometer-tracing-bridge-brave</artifactId><version>1.6.3</version></dependency>
    <dependency><groupId>org.apache.httpcomponents.client5</groupId><artifactId>httpclient5</artifactId><version>5.6.5</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>1.7.36</version></dependency>
  </dependencies>
</project>
XML

cat > "$work/LostTrace.java" <<'JAVA'
import brave.Tracing;
import brave.handler.SpanHandler;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.binder.httpcomponents.hc5.ObservationExecChainHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.brave.bridge.BraveBaggageManager;
import io.micrometer.tracing.brave.bridge.BraveCurrentTraceContext;
import io.micrometer.tracing.brave.bridge.BravePropagator;
import io.micrometer.tracing.brave.bridge.BraveTracer;
import io.micrometer.tracing.brave.bridge.W3CPropagation;
import io.micrometer.tracing.handler.PropagatingSenderTracingObservationHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.util.VersionInfo;

class LostTrace {

    private static final String HANDLER = "observation";
    private static final List<List<String>> ARRIVED = new CopyOnWriteArrayList<>();

    private final ObservationRegistry registry = ObservationRegistry.create();
    private final String origin;
    private boolean same = true;

    LostTrace(Tracing tracing, String origin) {
        this.origin = origin;
        BraveCurrentTraceContext context = new BraveCurrentTraceContext(tracing.currentTraceContext());
        BraveTracer tracer = new BraveTracer(tracing.tracer(), context, new BraveBaggageManager());
        registry.observationConfig().observationHandler(
                new PropagatingSenderTracingObservationHandler<>(tracer, new BravePropagator(tracing)));
    }

    public static void main(String[] arguments) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/busy", exchange -> {
            boolean first = note(exchange) == 1;
            exchange.getResponseHeaders().set("Retry-After", "0");
            exchange.sendResponseHeaders(first ? 503 : 200, -1);
            exchange.close();
        });
        server.createContext("/moved", exchange -> {
            boolean first = note(exchange) == 1;
            exchange.getResponseHeaders().set("Location", "/moved/here");
            exchange.sendResponseHeaders(first ? 302 : 200, -1);
            exchange.close();
        });
        server.start();
        System.out.println("Micrometer " + Counter.class.getPackage().getImplementationVersion() + " on HttpClient "
                + VersionInfo.loadVersionInfo("org.apache.hc.client5", null).getRelease()
                + ", traceparent as it arrives at each attempt:");
        SpanHandler silent = new SpanHandler() {};
        try (Tracing tracing = Tracing.newBuilder()
                .propagationFactory(new W3CPropagation())
                .addSpanHandler(silent)
                .build()) {
            LostTrace trial = new LostTrace(tracing, "http://127.0.0.1:" + server.getAddress().getPort());
            trial.classic(true, "/busy", false);
            trial.classic(true, "/moved", false);
            trial.async(true, "/busy", true);
            trial.async(true, "/moved", false);
            trial.classic(false, "/busy", true);
            trial.classic(false, "/moved", true);
            trial.async(false, "/busy", true);
            trial.async(false, "/moved", true);
            System.exit(trial.same ? 0 : 1);
        }
    }

    private static int note(HttpExchange exchange) {
        ARRIVED.add(exchange.getRequestHeaders().getOrDefault("traceparent", List.of()));
        return ARRIVED.size();
    }

    private void classic(boolean first, String path, boolean kept) throws Exception {
        HttpClientBuilder builder = HttpClientBuilder.create();
        ObservationExecChainHandler handler = new ObservationExecChainHandler(registry);
        if (first) {
            builder.addExecInterceptorFirst(HANDLER, handler);
        } else {
            builder.addExecInterceptorAfter(ChainElement.RETRY.name(), HANDLER, handler);
        }
        try (CloseableHttpClient client = builder.build()) {
            int status = client.execute(new HttpGet(origin + path), response -> response.getCode());
            report("classic", first, path, status, kept);
        }
    }

    private void async(boolean first, String path, boolean kept) throws Exception {
        HttpAsyncClientBuilder builder = HttpAsyncClientBuilder.create();
        ObservationExecChainHandler handler = new ObservationExecChainHandler(registry);
        if (first) {
            builder.addExecInterceptorFirst(HANDLER, handler);
        } else {
            builder.addExecInterceptorAfter(ChainElement.RETRY.name(), HANDLER, handler);
        }
        try (CloseableHttpAsyncClient client = builder.build()) {
            client.start();
            int status = client.execute(SimpleRequestBuilder.get(origin + path).build(), null).get().getCode();
            report("asynchronous", first, path, status, kept);
        }
    }

    private void report(String client, boolean first, String path, int status, boolean kept) {
        System.out.println("  " + client + ", handler " + (first ? "first" : "after RETRY") + ", " + path + ", status "
                + status);
        ARRIVED.forEach(values -> System.out.println("    " + (values.isEmpty() ? "none" : String.join(" and ", values))));
        same &= status == 200
                && ARRIVED.size() == 2
                && ARRIVED.get(0).size() == 1
                && ARRIVED.get(1).size() == (kept ? 1 : 0);
        ARRIVED.clear();
    }
}
JAVA

mvn -B -q -Dstyle.color=never -f "$work/pom.xml" \
    org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath \
    -Dmdep.outputFile="$work/classpath" < /dev/null
javac -d "$work" -cp "$(cat "$work/classpath")" "$work/LostTrace.java"
java -cp "$work:$(cat "$work/classpath")" LostTrace
echo "As described: first in the chain, the header is lost at three of the four ways to send again."
