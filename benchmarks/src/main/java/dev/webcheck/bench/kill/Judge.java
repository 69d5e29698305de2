package dev.webcheck.bench.kill;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Waits for what the API says of an application that has ended: until it is the truth, or there was time enough for it.
 *
 * <p>This class is threadsafe.
 */
final class Judge {

    /** The lease, and time enough for what is on its way. */
    private static final Duration SILENCE = Duration.ofSeconds(12);

    private static final Duration LIMIT = Duration.ofSeconds(45);
    private static final long POLL_MILLIS = 1_000;

    private final Recorded recorded;

    Judge(Recorded recorded) {
        this.recorded = recorded;
    }

    /** What the API says, and what is to be thought of it. */
    private record Answer(List<RecordedRequest> requests, Findings findings) {

        Optional<Instant> lastVerdictBy(String detector) {
            return requests.stream()
                    .filter(request -> request.isCrashed() && request.isDetectedBy(detector))
                    .flatMap(request -> request.verdictAt().stream())
                    .max(Comparator.naturalOrder());
        }
    }

    /**
     * Judges a victim. If nothing was started on its journal meanwhile, its silence has to tell of its death first, and
     * its journal has to be found then.
     *
     * @param silenceHasTold is run as soon as that is so
     */
    Verdict judge(Victim victim, Runnable silenceHasTold) throws InterruptedException {
        Truth truth = Truth.of(victim.application());
        sleepUntil(victim.killedAt().plus(SILENCE));
        Findings bySilence = Findings.NONE;
        OptionalDouble secondsByLease = OptionalDouble.empty();
        if (!victim.isFollowed()) {
            Answer presumed = await(victim, truth, findings -> findings.undecided() == 0);
            bySilence = presumed.findings().asPresumption();
            secondsByLease = first(presumed.lastVerdictBy("lease"), victim::secondsFromKill);
            silenceHasTold.run();
            awaitFollower(victim);
        }
        Answer last = await(victim, truth, Findings::isClean);
        return new Verdict(
                last.findings().plus(bySilence),
                secondsByLease,
                first(last.lastVerdictBy("journal"), victim::secondsFromStart));
    }

    /** Judges an application that has come to a good end. */
    Findings judge(Application ended) throws InterruptedException {
        return await(ended, Truth.of(ended), Findings::isClean).findings();
    }

    /** How many requests of an application that still lives are said to have crashed. */
    long falselyCrashed(Application living) throws InterruptedException {
        return recorded.requestsTo(living.server().website()).stream()
                .filter(RecordedRequest::isCrashed)
                .count();
    }

    private Answer await(Victim victim, Truth truth, Predicate<Findings> enough) throws InterruptedException {
        return await(victim.application(), truth, enough);
    }

    private Answer await(Application application, Truth truth, Predicate<Findings> enough) throws InterruptedException {
        Instant latest = Instant.now().plus(LIMIT);
        while (true) {
            List<RecordedRequest> requests =
                    recorded.requestsTo(application.server().website());
            Findings findings = truth.compare(requests);
            if (enough.test(findings) || Instant.now().isAfter(latest)) {
                return new Answer(requests, findings);
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    private static void awaitFollower(Victim victim) throws InterruptedException {
        while (!victim.isFollowed()) {
            Thread.sleep(POLL_MILLIS / 10);
        }
    }

    private static OptionalDouble first(Optional<Instant> time, Function<Instant, OptionalDouble> seconds) {
        return time.map(seconds).orElse(OptionalDouble.empty());
    }

    private static void sleepUntil(Instant time) throws InterruptedException {
        Thread.sleep(Math.max(0, Duration.between(Instant.now(), time).toMillis()));
    }
}
