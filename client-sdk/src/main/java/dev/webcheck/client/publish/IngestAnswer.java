package dev.webcheck.client.publish;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/**
 * What was answered to a batch of events.
 *
 * @param code the status code
 * @param isOfService whether the ingest-service itself says that events are invalid or too large
 * @param retryAfter how long to wait before a further try, if the answer says so
 */
record IngestAnswer(int code, boolean isOfService, Optional<Duration> retryAfter) {

    private static final int ACCEPTED = 202;
    private static final Set<Integer> ABOUT_CONTENT = Set.of(400, 413, 422);
    private static final Set<String> OF_SERVICE =
            Set.of("urn:webcheck:problem:invalid-events", "urn:webcheck:problem:too-large");

    static IngestAnswer of(HttpResponse<byte[]> response, InstantSource clock) {
        String body = new String(response.body(), StandardCharsets.UTF_8);
        return new IngestAnswer(
                response.statusCode(),
                OF_SERVICE.stream().anyMatch(body::contains),
                RetryAfter.of(response.headers(), clock));
    }

    /** Anything else, even 200, may come from somebody who takes no events. */
    boolean isAccepted() {
        return code == ACCEPTED;
    }

    boolean isAboutContent() {
        return ABOUT_CONTENT.contains(code);
    }

    String status() {
        return "status " + code;
    }

    PublishException failure() {
        return new PublishException(status(), retryAfter);
    }
}
