package dev.webcheck.client;

import java.io.IOException;
import java.time.Duration;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;

/**
 * An application of its own process that drains when it is told to end, as servers do: its shutdown hook waits for the work at
 * hand. The work is one URL after the other, and pauses between them, such as {@code PT0.2S}. Settings come by environment.
 */
final class DrainingApplication {

    /** What the application prints when it drains. */
    static final String DRAINING = "draining";

    private DrainingApplication() {}

    public static void main(String[] args) {
        Webcheck webcheck = Webcheck.start();
        CloseableHttpClient client = webcheck.instrument(HttpClients.custom()).build();
        Thread work = new Thread(() -> work(client, args));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            System.out.println(DRAINING);
            try {
                work.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            if (Boolean.getBoolean("closes")) {
                webcheck.close();
            }
        }));
        work.start();
    }

    private static void work(CloseableHttpClient client, String... steps) {
        try {
            for (String step : steps) {
                if (step.startsWith("PT")) {
                    Thread.sleep(Duration.parse(step).toMillis());
                } else {
                    client.execute(new HttpGet(step), response -> null);
                }
            }
        } catch (IOException e) {
            System.err.println("Failed: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
