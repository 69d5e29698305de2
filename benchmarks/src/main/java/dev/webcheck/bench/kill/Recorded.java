package dev.webcheck.bench.kill;

import dev.webcheck.bench.harness.BenchFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Asks the API what it has recorded. */
final class Recorded {

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI requests;

    Recorded(URI queryService) {
        this.requests = queryService.resolve("/api/v1/requests/get");
    }

    /** All requests to a website. */
    List<RecordedRequest> requestsTo(String website) throws InterruptedException {
        HttpRequest question = HttpRequest.newBuilder(URI.create(requests + "?website=" + website))
                .header("Accept", "application/x-ndjson")
                .timeout(Duration.ofSeconds(60))
                .build();
        try {
            HttpResponse<Stream<String>> answer = client.send(question, HttpResponse.BodyHandlers.ofLines());
            try (Stream<String> lines = answer.body()) {
                if (answer.statusCode() != 200) {
                    throw new BenchFailure(
                            "The query service answered " + answer.statusCode() + " to " + question.uri());
                }
                return lines.map(RecordedRequest::parse).toList();
            }
        } catch (IOException e) {
            throw new BenchFailure("The query service did not answer " + question.uri() + ": " + e);
        }
    }
}
