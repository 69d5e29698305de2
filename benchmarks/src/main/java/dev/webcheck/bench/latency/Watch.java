package dev.webcheck.bench.latency;

import dev.webcheck.bench.harness.BenchFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/**
 * Asks the API for each sample again and again until it is there and completed. A question is for the few milliseconds in which
 * the sample was sent, since the application does not know the id of its request.
 *
 * <p>Samples may come from any thread; all else is for one thread.
 */
final class Watch {

    private static final long REST_MILLIS = 2;
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI timeFrame;
    private final Queue<Sample> arrived = new ConcurrentLinkedQueue<>();
    private final List<Sample> outstanding = new ArrayList<>();
    private final List<Seen> seen = new ArrayList<>();
    private Instant roundBefore = Instant.now();

    /**
     * A sample that the API has told of.
     *
     * @param sample which
     * @param millis from {@code execute} to the answer
     * @param byAsking how much of that may be due to when it was asked for
     */
    record Seen(Sample sample, double millis, double byAsking) {}

    Watch(URI queryService) {
        timeFrame = queryService.resolve("/api/v1/requests/time-frame");
    }

    void arrived(Sample sample) {
        arrived.add(sample);
    }

    /** Asks for so long. */
    void watch(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() - end < 0) {
            round();
        }
    }

    /** Asks until nothing is outstanding, and answers what was seen since the last time. */
    List<Seen> finish() throws InterruptedException {
        do {
            round();
        } while (!outstanding.isEmpty());
        List<Seen> all = List.copyOf(seen);
        seen.clear();
        return all;
    }

    private void round() throws InterruptedException {
        for (Sample sample = arrived.poll(); sample != null; sample = arrived.poll()) {
            outstanding.add(sample);
        }
        Instant round = Instant.now();
        for (Iterator<Sample> each = outstanding.iterator(); each.hasNext(); ) {
            Sample sample = each.next();
            if (isThere(sample)) {
                Instant now = Instant.now();
                double millis = sample.millisUntil(now);
                double sinceAsked = Duration.between(roundBefore, now).toNanos() / 1e6;
                seen.add(new Seen(sample, millis, Math.min(millis, sinceAsked)));
                each.remove();
            } else if (sample.millisUntil(Instant.now()) > LONGEST.toMillis()) {
                throw new BenchFailure("A request was not to be seen within " + LONGEST.toSeconds() + " s: " + sample);
            }
        }
        roundBefore = round;
        TimeUnit.MILLISECONDS.sleep(REST_MILLIS);
    }

    private boolean isThere(Sample sample) throws InterruptedException {
        // The id of the request has whole milliseconds.
        String question =
                "?limit=1000&from=" + Instant.ofEpochMilli(sample.begun().toEpochMilli()) + "&to="
                        + Instant.ofEpochMilli(sample.ended().toEpochMilli() + 1);
        HttpRequest request = HttpRequest.newBuilder(URI.create(timeFrame + question))
                .header("Accept", "application/x-ndjson")
                .build();
        try {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new BenchFailure("The query service answered " + answer.statusCode() + " to " + request.uri());
            }
            OptionalLong wanted = OptionalLong.of(sample.number());
            return answer.body()
                    .lines()
                    .anyMatch(
                            line -> Sample.numberIn(line).equals(wanted) && line.contains("\"outcome\":\"COMPLETED\""));
        } catch (IOException e) {
            throw new BenchFailure("The query service did not answer " + request.uri() + ": " + e);
        }
    }
}
