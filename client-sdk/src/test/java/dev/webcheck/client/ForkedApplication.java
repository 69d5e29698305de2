package dev.webcheck.client;

import java.io.IOException;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;

/** An application of its own process: asks a URL for ever, exits when it reads a line. Settings come by environment. */
final class ForkedApplication {

    private ForkedApplication() {}

    public static void main(String[] args) throws IOException {
        CloseableHttpClient client =
                Webcheck.start().instrument(HttpClients.custom()).build();
        Thread caller = new Thread(() -> {
            try {
                client.execute(new HttpGet(args[0]), response -> null);
            } catch (IOException e) {
                System.err.println("Failed: " + e);
            }
        });
        caller.setDaemon(true);
        caller.start();
        int read = System.in.read();
        System.exit(read < 0 ? 1 : 0);
    }
}
