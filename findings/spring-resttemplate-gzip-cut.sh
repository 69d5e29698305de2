#!/usr/bin/env bash
# Spring's RestTemplate and RestClient on Apache HttpClient 5.6 return only the first bytes of a gzip answer.
#
# What happens: HttpClient 5.6 unpacks a gzip body as earlier versions do, but leaves the headers of the answer as the
# server sent them. So Content-Length still names the length of the packed body. Spring's converters for String and
# byte[] trust that header and read no further. An answer of 11000 characters whose packed form has 89 bytes arrives
# as a String of 89 characters, with status 200 and without an exception.
#
# Why it surprises: the request asked for gzip only because HttpClient adds Accept-Encoding by itself, the text that
# arrives is properly unpacked, and the same code with HttpClient 5.5 gets everything. A body that packing makes longer,
# such as the few words of a test, arrives whole.
#
# For users: with these versions, call disableContentCompression() on the HttpClientBuilder, stay with HttpClient
# 5.5, or read the body as a stream. A server that does not name a length (chunked) is not affected.
set -Eeuo pipefail
trap 'echo "Not as described, or the libraries could not be fetched." >&2' ERR

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cat > "$work/GzipCut.java" <<'JAVA'
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.apache.hc.core5.util.VersionInfo;
import org.springframework.core.SpringVersion;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

class GzipCut {

    public static void main(String[] arguments) throws Exception {
        boolean cut = Boolean.parseBoolean(arguments[0]);
        byte[] plain = "Text that packs well. ".repeat(500).getBytes(StandardCharsets.US_ASCII);
        byte[] packed = pack(plain);
        byte[] packedShort = pack("short".getBytes(StandardCharsets.US_ASCII));

        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/named", exchange -> answer(exchange, packed, packed.length));
        server.createContext("/chunked", exchange -> answer(exchange, packed, 0));
        server.createContext("/short", exchange -> answer(exchange, packedShort, packedShort.length));
        server.start();
        String origin = "http://127.0.0.1:" + server.getAddress().getPort();

        String client = VersionInfo.loadVersionInfo("org.apache.hc.client5", null).getRelease();
        System.out.println("Spring " + SpringVersion.getVersion() + " on HttpClient " + client + ": the body has "
                + plain.length + " bytes, packed " + packed.length);
        RestTemplate template = new RestTemplate(new HttpComponentsClientHttpRequestFactory());
        int expected = cut ? packed.length : plain.length;
        String named = origin + "/named";
        boolean same = expect("RestTemplate, String", expected, template.getForObject(named, String.class).length());
        same &= expect("RestTemplate, byte[]", expected, template.getForObject(named, byte[].class).length);
        same &= expect("RestClient, String", expected,
                RestClient.create(template).get().uri(named).retrieve().body(String.class).length());
        same &= expect("RestTemplate, String, no length named", plain.length,
                template.getForObject(origin + "/chunked", String.class).length());
        same &= expect("RestTemplate, String, a short body", "short".length(),
                template.getForObject(origin + "/short", String.class).length());
        server.stop(0);
        System.exit(same ? 0 : 1);
    }

    private static byte[] pack(byte[] plain) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain);
        }
        return packed.toByteArray();
    }

    /** A length of 0 stands for a chunked answer. */
    private static void answer(HttpExchange exchange, byte[] packed, long length) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/plain");
        exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        exchange.sendResponseHeaders(200, length);
        exchange.getResponseBody().write(packed);
        exchange.close();
    }

    private static boolean expect(String what, int expected, int arrived) {
        System.out.println("  " + what + ": " + arrived + (arrived == expected ? "" : " (expected " + expected + ")"));
        return arrived == expected;
    }
}
JAVA

run() { # version of Spring, version of HttpClient, whether the body is expected to be cut
    local home="$work/$1-$2"
    mkdir "$home"
    cat > "$home/pom.xml" <<XML
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.springframework</groupId><artifactId>spring-web</artifactId><version>$1</version></dependency>
    <dependency><groupId>org.apache.httpcomponents.client5</groupId><artifactId>httpclient5</artifactId><version>$2</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>1.7.36</version></dependency>
  </dependencies>
</project>
XML
    mvn -B -q -Dstyle.color=never -f "$home/pom.xml" org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath \
        -Dmdep.outputFile="$home/classpath" < /dev/null
    javac -d "$home" -cp "$(cat "$home/classpath")" "$work/GzipCut.java"
    java -cp "$home:$(cat "$home/classpath")" GzipCut "$3"
}

run 6.2.12 5.6.5 true
run 6.2.12 5.5.1 false
run 7.0.1 5.6.5 true
echo "As described: HttpClient 5.6 cuts the answer, HttpClient 5.5 does not."
