package dev.webcheck.local.command;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks the query-service as little as the command wants to know. */
final class QueryApi {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"([0-9a-fA-F-]{36})\"");

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final URI requests;

    QueryApi(URI queryService) {
        this.requests = queryService.resolve("/api/v1/requests/get");
    }

    /** The id of the newest crashed request; none if there is none, or no answer. */
    Optional<String> newestCrash() throws InterruptedException {
        return newestCrash("");
    }

    /** The id of the newest crashed request of those that have begun since; none if there is none, or no answer. */
    Optional<String> newestCrash(Instant since) throws InterruptedException {
        return newestCrash("&from=" + since.truncatedTo(ChronoUnit.MILLIS));
    }

    private Optional<String> newestCrash(String condition) throws InterruptedException {
        URI uri = URI.create(requests + "?limit=1&outcome=CRASHED" + condition);
        try {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(uri).timeout(TIMEOUT).build(), HttpResponse.BodyHandlers.ofString());
            Matcher id = ID.matcher(answer.body());
            return answer.statusCode() == 200 && id.find() ? Optional.of(id.group(1)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
