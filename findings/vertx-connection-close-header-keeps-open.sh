#!/usr/bin/env bash
# A Vert.x 4.5 server that answers "Connection: close" leaves the connection open and serves the next request on it.
#
# What happens: a handler sets the response header "Connection: close" and ends the response. The header reaches the
# client, but the server does not close the socket. It answers a second and a third request on the same socket, each
# with "Connection: close" again. Vert.x closes after a response only when the request asked for it.
#
# Why it surprises: HTTP/1.1 (RFC 9112, section 9.6) obliges a server that sends this option to close the connection
# after that response.
#
# For users: a client that reads up to the end of the stream waits until the idle timeout of the server, which is off by
# default; a handler that wants to shed connections, before a shutdown for instance, sheds none of those whose client
# does not look at the header. Close it in code: response.end().onComplete(done -> request.connection().close()).
set -Eeuo pipefail
trap 'echo "Not as described, or the libraries could not be fetched." >&2' ERR

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cat > "$work/pom.xml" <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>io.vertx</groupId><artifactId>vertx-core</artifactId><version>4.5.27</version></dependency>
  </dependencies>
</project>
XML

cat > "$work/KeptOpen.java" <<'JAVA'
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.impl.launcher.commands.VersionCommand;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

class KeptOpen {

    private static final int PATIENCE_MILLIS = 2000;

    public static void main(String[] arguments) throws Exception {
        System.out.println("Vert.x " + VersionCommand.getVersion());
        Vertx vertx = Vertx.vertx();
        HttpServer server = vertx.createHttpServer()
                .requestHandler(request -> {
                    request.response().putHeader("Connection", "close");
                    if (request.path().equals("/closed-in-code")) {
                        request.response().end("bye").onComplete(done -> request.connection().close());
                    } else {
                        request.response().end("hello from " + request.path());
                    }
                })
                .listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().get();
        boolean same = true;
        try (Socket socket = connect(server)) {
            for (String path : new String[] {"/first", "/second", "/third"}) {
                String answer = ask(socket, path, "", "hello from " + path);
                System.out.println(answer.replaceAll("(?m)^", "  ").replace("\r", ""));
                same &= answer.contains("Connection: close\r\n");
            }
            boolean closed = isClosed(socket);
            System.out.println("The header from the handler: the socket is " + (closed ? "closed" : "open"));
            same &= !closed;
        }
        try (Socket socket = connect(server)) {
            ask(socket, "/asked", "Connection: close\r\n", "hello from /asked");
            boolean closed = isClosed(socket);
            System.out.println("The header in the request: the socket is " + (closed ? "closed" : "open"));
            same &= closed;
        }
        try (Socket socket = connect(server)) {
            ask(socket, "/closed-in-code", "", "bye");
            boolean closed = isClosed(socket);
            System.out.println("Closed in code: the socket is " + (closed ? "closed" : "open"));
            same &= closed;
        }
        vertx.close().toCompletionStage().toCompletableFuture().get();
        System.exit(same ? 0 : 1);
    }

    private static Socket connect(HttpServer server) throws IOException {
        Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), server.actualPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    /** Sends a request and reads the answer up to the end of its body. */
    private static String ask(Socket socket, String path, String header, String body) throws IOException {
        String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + header + "\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        InputStream in = socket.getInputStream();
        StringBuilder answer = new StringBuilder();
        while (!answer.toString().endsWith("\r\n\r\n" + body)) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("The server closed the connection after: " + answer);
            }
            answer.append((char) next);
        }
        return answer.toString();
    }

    private static boolean isClosed(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }
}
JAVA

mvn -B -q -Dstyle.color=never -f "$work/pom.xml" \
    org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath \
    -Dmdep.outputFile="$work/classpath" < /dev/null
javac -d "$work" -cp "$(cat "$work/classpath")" "$work/KeptOpen.java"
java -cp "$work:$(cat "$work/classpath")" KeptOpen
echo "As described: the response header alone does not make the server close the connection."
