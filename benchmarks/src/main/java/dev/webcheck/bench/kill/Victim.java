package dev.webcheck.bench.kill;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A killed application, and what the API came to say of its requests.
 *
 * @param number of the kill
 * @param application that was killed
 * @param journal the folder of its journal
 */
record Victim(int number, Application application, Path journal) {

    /** The lease, and time enough for what is on its way. */
    private static final Duration EARLIEST = Duration.ofSeconds(12);

    private static final Duration LATEST = Duration.ofSeconds(60);

    /** What the API says in the end: as soon as it is the truth, else when there was time enough for it. */
    record Verdict(Findings findings, Optional<Instant> lastByLease, Optional<Instant> lastByJournal) {}

    Verdict await(Recorded recorded) throws InterruptedException {
        Instant killedAt = application.killedAt().orElseThrow();
        sleepUntil(killedAt.plus(EARLIEST));
        Truth truth = Truth.of(application);
        while (true) {
            List<RecordedRequest> requests =
                    recorded.requestsTo(application.server().website());
            Findings findings = truth.compare(requests);
            if (findings.isClean() || Instant.now().isAfter(killedAt.plus(LATEST))) {
                return new Verdict(findings, last(requests, "lease"), last(requests, "journal"));
            }
            Thread.sleep(1_000);
        }
    }

    private static Optional<Instant> last(List<RecordedRequest> requests, String detector) {
        return requests.stream()
                .filter(request -> request.isCrashed() && request.isDetectedBy(detector))
                .flatMap(request -> request.verdictAt().stream())
                .max(Comparator.naturalOrder());
    }

    private static void sleepUntil(Instant time) throws InterruptedException {
        Thread.sleep(Math.max(0, Duration.between(Instant.now(), time).toMillis()));
    }
}
