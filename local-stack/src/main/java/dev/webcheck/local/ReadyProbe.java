package dev.webcheck.local;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;

/** Asks a service whether it is ready. */
final class ReadyProbe {

    static final Duration INTERVAL = Duration.ofMillis(200);

    private static final int TIMEOUT_MILLIS = 2_000;

    private final URI uri;
    private String lastAnswer = " (it did not answer)";

    ReadyProbe(URI uri) {
        this.uri = uri;
    }

    boolean isReady() {
        try {
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            try {
                int status = connection.getResponseCode();
                lastAnswer = " (" + uri + " last answered " + status + ")";
                return status == HttpURLConnection.HTTP_OK;
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return false;
        }
    }

    /** What to say of it when the patience is over. */
    String lastAnswer() {
        return lastAnswer;
    }
}
