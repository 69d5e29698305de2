#!/usr/bin/env bash
# Brave 6.3.0's instrumentation "for HttpClient 5.2 and later" cannot send with the asynchronous client before 5.4.
#
# What happens: the jar names itself "Apache HttpClient v5.2+" in its manifest and brings no HttpClient of its own. With
# HttpClient 5.2 or 5.3 an asynchronous client is built and started, but its first request raises NoSuchMethodError:
# Brave calls HttpClientContext.castOrCreate, which came with HttpClient 5.4. The classic client works with all of them.
#
# Why it surprises: the stated range holds for one of the two clients only. Nothing fails when the application starts.
# The error is not an Exception, so a catch of Exception around the call does not see it, and no callback is told.
#
# For users: take HttpClient 5.4 or later with asynchronous clients, whatever the name of the jar says, and let a test
# send one request with the very versions that are deployed.
set -Eeuo pipefail
trap 'echo "Not as described, or the libraries could not be fetched." >&2' ERR

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cat > "$work/StatedRange.java" <<'JAVA'
import brave.Tracing;
import brave.handler.SpanHandler;
import brave.httpclient5.HttpClient5Tracing;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.jar.Manifest;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.util.VersionInfo;

class StatedRange {

    public static void main(String[] arguments) throws Exception {
        boolean raises = Boolean.parseBoolean(arguments[0]);
        List<Boolean> traced = new CopyOnWriteArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            traced.add(exchange.getRequestHeaders().containsKey("X-B3-TraceId"));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/";

        System.out.println("\"" + bundleName() + "\" with HttpClient "
                + VersionInfo.loadVersionInfo("org.apache.hc.client5", null).getRelease());
        SpanHandler silent = new SpanHandler() {};
        boolean same;
        try (Tracing tracing = Tracing.newBuilder().addSpanHandler(silent).build()) {
            HttpClient5Tracing instrumentation = HttpClient5Tracing.newBuilder(tracing);
            try (CloseableHttpClient client = instrumentation.build(HttpClientBuilder.create())) {
                int status = client.execute(new HttpGet(url), response -> response.getCode());
                System.out.println("  classic: " + status + ", traced " + traced);
                same = status == 200 && traced.equals(List.of(true));
            }
            traced.clear();
            AtomicBoolean called = new AtomicBoolean();
            try (CloseableHttpAsyncClient client = instrumentation.build(HttpAsyncClientBuilder.create())) {
                client.start();
                int status = client.execute(SimpleRequestBuilder.get(url).build(), noting(called))
                        .get(10, TimeUnit.SECONDS).getCode();
                System.out.println("  asynchronous: " + status + ", traced " + traced);
                same &= !raises && status == 200 && traced.equals(List.of(true));
            } catch (NoSuchMethodError e) {
                System.out.println("  asynchronous: " + e);
                System.out.println("    raised in " + e.getStackTrace()[0] + ", callback called: " + called
                        + ", requests that arrived: " + traced.size());
                same &= raises && e.getMessage().contains("castOrCreate") && !called.get() && traced.isEmpty();
            }
        }
        server.stop(0);
        System.exit(same ? 0 : 1);
    }

    private static FutureCallback<SimpleHttpResponse> noting(AtomicBoolean called) {
        return new FutureCallback<>() {
            @Override
            public void completed(SimpleHttpResponse response) {
                called.set(true);
            }

            @Override
            public void failed(Exception failure) {
                called.set(true);
            }

            @Override
            public void cancelled() {
                called.set(true);
            }
        };
    }

    private static String bundleName() throws IOException {
        String jar = HttpClient5Tracing.class.getProtectionDomain().getCodeSource().getLocation().toString();
        try (InputStream manifest = new URL("jar:" + jar + "!/META-INF/MANIFEST.MF").openStream()) {
            var attributes = new Manifest(manifest).getMainAttributes();
            return attributes.getValue("Bundle-Name") + ", " + attributes.getValue("Bundle-Version");
        }
    }
}
JAVA

run() { # version of HttpClient, whether the asynchronous client is expected to raise an error
    local home="$work/$1"
    mkdir "$home"
    cat > "$home/pom.xml" <<XML
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>io.zipkin.brave</groupId><artifactId>brave-instrumentation-httpclient5</artifactId><version>6.3.0</version></dependency>
    <dependency><groupId>org.apache.httpcomponents.client5</groupId><artifactId>httpclient5</artifactId><version>$1</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>1.7.36</version></dependency>
  </dependencies>
</project>
XML
    mvn -B -q -Dstyle.color=never -f "$home/pom.xml" \
        org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath \
        -Dmdep.outputFile="$home/classpath" < /dev/null
    javac -d "$home" -cp "$(cat "$home/classpath")" "$work/StatedRange.java"
    java -cp "$home:$(cat "$home/classpath")" StatedRange "$2"
}

run 5.2.3 true
run 5.3.1 true
run 5.4.4 false
echo "As described: the asynchronous client needs HttpClient 5.4."
