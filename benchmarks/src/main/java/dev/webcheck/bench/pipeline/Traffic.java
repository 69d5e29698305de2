package dev.webcheck.bench.pipeline;

import dev.webcheck.event.BodySizes;
import dev.webcheck.event.EndOutcome;
import dev.webcheck.event.Exchange;
import dev.webcheck.event.Peer;
import dev.webcheck.event.PhaseNanos;
import dev.webcheck.event.RequestBegin;
import dev.webcheck.event.RequestCompleted;
import dev.webcheck.event.RequestIds;
import dev.webcheck.event.RequestPhase;
import dev.webcheck.event.TraceContext;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.UUID;

/**
 * Requests as services send them: to many websites of which few are busy, over connections that are mostly open already,
 * half of them in a trace, a few of them failing. The same seed makes the same requests but for their ids.
 */
final class Traffic {

    private static final String[] METHODS = {"GET", "GET", "GET", "GET", "GET", "POST", "POST", "PUT", "DELETE", "HEAD"
    };
    private static final int[] STATUSES = {200, 200, 200, 200, 200, 200, 201, 204, 404, 503};
    private static final long FASTEST_NANOS = 2_000_000;

    private final Random random;
    private final int websites;

    Traffic(long seed, int websites) {
        this.random = new Random(seed);
        this.websites = websites;
    }

    RequestBegin begin(UUID instanceId, String service) {
        UUID id = RequestIds.next();
        String url = "https://api-" + website() + ".shop.example/v1/customers/" + random.nextInt(1_000_000)
                + "/orders?status=open&page=" + random.nextInt(50);
        return new RequestBegin(
                id, id, 1, instanceId, service, METHODS[random.nextInt(METHODS.length)], url, trace(), Map.of());
    }

    RequestCompleted end(UUID id, UUID instanceId) {
        long nanos = (long) (FASTEST_NANOS * Math.exp(1.5 + random.nextGaussian()));
        int kind = random.nextInt(200);
        if (kind == 0) {
            return failed(id, instanceId, EndOutcome.CANCELLED, nanos, Optional.empty());
        }
        if (kind <= 2) {
            return failed(id, instanceId, EndOutcome.FAILED, nanos, Optional.of("read_timeout"));
        }
        long size = random.nextInt(20_000);
        return new RequestCompleted(
                id,
                instanceId,
                EndOutcome.COMPLETED,
                Duration.ofNanos(nanos),
                OptionalInt.of(STATUSES[random.nextInt(STATUSES.length)]),
                Optional.empty(),
                new Exchange(
                        Optional.empty(),
                        phases(nanos, nanos / 10),
                        new BodySizes(BodySizes.NOT_SEEN, size, BodySizes.NOT_SEEN),
                        Optional.of("1.1"),
                        Optional.of(peer()),
                        Map.of()));
    }

    private RequestCompleted failed(
            UUID id, UUID instanceId, EndOutcome outcome, long nanos, Optional<String> errorType) {
        return new RequestCompleted(
                id,
                instanceId,
                outcome,
                Duration.ofNanos(nanos),
                OptionalInt.empty(),
                errorType,
                new Exchange(
                        Optional.of(RequestPhase.AWAITING),
                        phases(nanos, PhaseNanos.NOT_SEEN),
                        BodySizes.UNSEEN,
                        Optional.empty(),
                        Optional.of(peer()),
                        Map.of()));
    }

    /** One connection in ten is new. */
    private PhaseNanos phases(long nanos, long body) {
        boolean connects = random.nextInt(10) == 0;
        return new PhaseNanos(
                20_000 + random.nextInt(100_000),
                connects ? 400_000 : PhaseNanos.NOT_SEEN,
                connects ? 900_000 : PhaseNanos.NOT_SEEN,
                connects ? 2_000_000 : PhaseNanos.NOT_SEEN,
                30_000 + random.nextInt(100_000),
                nanos / 10 * 8,
                body);
    }

    private Peer peer() {
        return new Peer("10.20." + random.nextInt(4) + "." + random.nextInt(200), 443);
    }

    private Optional<TraceContext> trace() {
        return random.nextBoolean() ? Optional.of(new TraceContext(hex() + hex(), hex())) : Optional.empty();
    }

    private String hex() {
        return String.format("%016x", random.nextLong() | 1);
    }

    /** The logarithm of the rank is uniform: a tenth of the websites of 1,000 have two thirds of the requests. */
    private int website() {
        return (int) Math.pow(websites, random.nextDouble());
    }
}
