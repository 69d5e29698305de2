package dev.webcheck.query;

import io.restassured.RestAssured;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Sends what no HTTP client would send. */
public final class PlainHttp {

    private PlainHttp() {}

    /** The whole answer to a request after which the server hangs up. */
    public static String exchange(String request) throws IOException {
        return exchange(RestAssured.port, request);
    }

    static String exchange(int port, String request) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
