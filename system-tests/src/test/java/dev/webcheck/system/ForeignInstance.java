package dev.webcheck.system;

import dev.webcheck.event.EndOutcome;
import dev.webcheck.event.Event;
import dev.webcheck.event.Exchange;
import dev.webcheck.event.InstanceHeartbeat;
import dev.webcheck.event.InstanceSign;
import dev.webcheck.event.InstanceStopped;
import dev.webcheck.event.RequestBegin;
import dev.webcheck.event.RequestCompleted;
import dev.webcheck.event.RequestCounters;
import dev.webcheck.event.RequestIds;
import dev.webcheck.event.RequestPhase;
import dev.webcheck.event.StopReason;
import dev.webcheck.system.KnownRequest.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * An instance that the SDK knows nothing of: all that it will ever tell, and what is then to be recorded of it. It tells its
 * events out of order and some of them again, and its clock may be ahead by a day, or behind by a day or by years.
 */
final class ForeignInstance {

    /** How it comes to its end. */
    enum Fate {
        LIVES("ALIVE", "IN_FLIGHT", KnownRequest.NONE),
        FALLS_SILENT("PRESUMED_DEAD", "CRASHED", "lease"),
        /** It falls silent, and is heard of again long after its lease. */
        COMES_BACK("ALIVE", "IN_FLIGHT", KnownRequest.NONE),
        DIES_BEFORE_ITS_FIRST_SIGN("PRESUMED_DEAD", "CRASHED", "lease"),
        CLOSES("STOPPED", "UNKNOWN", "stopped"),
        SHUTS_DOWN("STOPPED", "CRASHED", "stopped"),
        /** And somebody finds its journal. */
        DIES("STOPPED", "CRASHED", "journal");

        private final String state;
        private final String outcome;
        private final String detector;

        Fate(String state, String outcome, String detector) {
            this.state = state;
            this.outcome = outcome;
            this.detector = detector;
        }
    }

    private static final Duration LONG_LEASE = Duration.ofHours(2);
    private static final Duration SHORT_LEASE = Duration.ofSeconds(2);
    private static final int MILLIS_BETWEEN_REQUESTS = 3;
    private static final int AFTER_THE_BOUND = 4;
    private static final double DISORDER = 30;

    private static final List<Duration> CLOCK_ERRORS = List.of(
            Duration.ZERO,
            Duration.ZERO,
            Duration.ofDays(-1),
            // Times that are further ahead are refused.
            Duration.ofHours(23),
            Duration.ofDays(-900));

    /** An event and its place among the others. */
    private record Placed(double place, Event event) {}

    private final Random random;
    private final UUID id;
    private final Fate fate;
    private final String service;
    private final int size;
    private final long clock;
    private final List<Placed> placed = new ArrayList<>();
    private final List<Event> afterwards = new ArrayList<>();
    private final List<KnownRequest> known = new ArrayList<>();
    private final Map<UUID, Optional<RequestPhase>> listed = new LinkedHashMap<>();
    private int ends;
    private int signs;

    private ForeignInstance(Random random, Fate fate, Instant now) {
        this.random = random;
        this.fate = fate;
        this.id = new UUID(random.nextLong(), random.nextLong());
        this.service = oneOf(HostileTexts.SERVICES);
        this.size = 60 + random.nextInt(400);
        this.clock = now.plus(oneOf(CLOCK_ERRORS)).toEpochMilli() - (long) size * MILLIS_BETWEEN_REQUESTS;
    }

    static ForeignInstance of(Random random, Fate fate, Instant now) {
        ForeignInstance instance = new ForeignInstance(random, fate, now);
        instance.live();
        return instance;
    }

    UUID id() {
        return id;
    }

    /** What it tells, in the order in which it does. */
    List<Event> events() {
        List<Event> inOrder = placed.stream()
                .sorted(Comparator.comparingDouble(Placed::place))
                .map(Placed::event)
                .toList();
        List<Event> told = new ArrayList<>();
        for (Event event : inOrder) {
            told.add(event);
            if (random.nextInt(15) == 0) {
                told.add(told.get(random.nextInt(told.size())));
            }
        }
        if (random.nextInt(4) == 0) {
            told.addAll(List.copyOf(told.subList(0, told.size() / 3)));
        }
        return told;
    }

    /** What it tells when everything else has been told, and its lease may have run out. */
    List<Event> afterwards() {
        return afterwards;
    }

    /** What it tells of itself, in no order. */
    List<InstanceSign> signs() {
        return Stream.concat(placed.stream().map(Placed::event), afterwards.stream())
                .filter(InstanceSign.class::isInstance)
                .map(InstanceSign.class::cast)
                .toList();
    }

    List<KnownRequest> known() {
        return known;
    }

    /** As {@link Recordings} writes the row. */
    String row() {
        boolean hasStopped = fate.state.equals("STOPPED");
        RequestCounters counters = counters();
        return String.join(
                " | ",
                service,
                fate.state,
                String.valueOf(signs),
                hasStopped ? stopReason().name() : KnownRequest.NONE,
                String.valueOf(counters.begun()),
                String.valueOf(counters.ended()),
                String.valueOf(counters.unrecorded()));
    }

    /** As {@link Recordings} writes the row of its death, if it died. */
    Optional<String> incident() {
        List<Verdict> crashed = known.stream()
                .map(KnownRequest::verdict)
                .filter(verdict -> verdict.outcome().equals("CRASHED"))
                .toList();
        boolean lives = fate == Fate.LIVES || fate == Fate.COMES_BACK || fate == Fate.CLOSES;
        boolean inOrder = fate == Fate.SHUTS_DOWN && crashed.isEmpty();
        if (lives || inOrder) {
            return Optional.empty();
        }
        // Only the journal has the last word on how far a request had come.
        long notSent = fate == Fate.DIES ? count(crashed, RequestPhase.LEASING, RequestPhase.CONNECTING) : 0;
        long answerLost = count(crashed, RequestPhase.READING);
        return Optional.of(String.join(
                " | ",
                service,
                fate.detector,
                String.valueOf(notSent),
                String.valueOf(crashed.size() - notSent - answerLost),
                String.valueOf(answerLost)));
    }

    private static long count(List<Verdict> verdicts, RequestPhase... phases) {
        return verdicts.stream()
                .flatMap(verdict -> verdict.phase().stream())
                .filter(Set.of(phases)::contains)
                .count();
    }

    private void live() {
        for (int number = 0; number < size; number++) {
            request(number);
            if (hasSigns() && number % 40 == 20) {
                place(number, heartbeat(random.nextBoolean() ? LONG_LEASE : SHORT_LEASE, number));
            }
        }
        switch (fate) {
            case LIVES -> place(size, lastHeartbeat(LONG_LEASE));
            case FALLS_SILENT -> place(size, lastHeartbeat(SHORT_LEASE));
            case COMES_BACK -> {
                place(size, lastHeartbeat(SHORT_LEASE));
                afterwards.add(lastHeartbeat(LONG_LEASE));
            }
            case CLOSES, SHUTS_DOWN, DIES ->
                place(size, new InstanceStopped(id, service, ++signs, stopReason(), counters(), lastBound(), listed));
            case DIES_BEFORE_ITS_FIRST_SIGN -> {
                // says nothing more
            }
        }
    }

    private void request(int number) {
        UUID request = requestId(number);
        int kind = random.nextInt(100);
        if (kind < 3) {
            RequestCompleted end = end(request);
            place(number, end);
            known(request, Optional.empty(), Optional.of(end), Verdict.stated(end));
            return;
        }
        RequestBegin begin = begin(request);
        place(number, begin);
        if (kind < 90) {
            RequestCompleted end = end(request);
            place(number, end);
            known(request, Optional.of(begin), Optional.of(end), Verdict.stated(end));
        } else if (kind < 92 && fate == Fate.FALLS_SILENT) {
            list(request, number);
            RequestCompleted late = end(request);
            afterwards.add(late);
            known(request, Optional.of(begin), Optional.of(late), Verdict.stated(late));
        } else if (kind < 94 && hasSigns() && isBeforeTheBound(number)) {
            Verdict endIsLost = new Verdict("UNKNOWN", "reconciled", Optional.empty());
            known(request, Optional.of(begin), Optional.empty(), endIsLost);
        } else {
            Optional<RequestPhase> phase = list(request, number);
            known(request, Optional.of(begin), Optional.empty(), new Verdict(fate.outcome, fate.detector, phase));
        }
    }

    /** The last sign will list it, if it began before the bound of that; the phase that it will tell. */
    private Optional<RequestPhase> list(UUID request, int number) {
        if (!isBeforeTheBound(number)) {
            return Optional.empty();
        }
        boolean told = fate.state.equals("STOPPED") && random.nextBoolean();
        Optional<RequestPhase> phase = told ? Optional.of(oneOf(List.of(RequestPhase.values()))) : Optional.empty();
        listed.put(request, phase);
        return phase;
    }

    private boolean hasSigns() {
        return fate != Fate.DIES_BEFORE_ITS_FIRST_SIGN;
    }

    private boolean isBeforeTheBound(int number) {
        return number < size - AFTER_THE_BOUND;
    }

    private Instant lastBound() {
        return RequestIds.startedAt(requestId(size - AFTER_THE_BOUND));
    }

    private InstanceHeartbeat lastHeartbeat(Duration lease) {
        return new InstanceHeartbeat(id, service, ++signs, lease, counters(), lastBound(), listed.keySet());
    }

    private InstanceHeartbeat heartbeat(Duration lease, int number) {
        Instant bound = RequestIds.startedAt(requestId(Math.max(0, number - 10)));
        return new InstanceHeartbeat(id, service, ++signs, lease, counters(), bound, Set.copyOf(listed.keySet()));
    }

    private RequestCounters counters() {
        return hasSigns() ? new RequestCounters(size, ends, 1) : new RequestCounters(0, 0, 0);
    }

    private StopReason stopReason() {
        return switch (fate) {
            case CLOSES -> StopReason.CLOSED;
            case SHUTS_DOWN -> StopReason.SHUTDOWN;
            default -> StopReason.DIED;
        };
    }

    private RequestBegin begin(UUID request) {
        Map<String, String> headers = new HashMap<>();
        if (random.nextInt(5) == 0) {
            headers.put(KnownRequest.HEADER, oneOf(HostileTexts.HEADERS));
        }
        String url = "http://site-" + random.nextInt(20) + ".example" + oneOf(HostileTexts.PATHS);
        return new RequestBegin(
                request, request, 1, id, service, oneOf(HostileTexts.METHODS), url, Optional.empty(), headers);
    }

    private RequestCompleted end(UUID request) {
        ends++;
        Duration duration = Duration.ofNanos(random.nextLong() >>> (1 + random.nextInt(63)) | 1);
        EndOutcome outcome = random.nextInt(4) == 0 ? oneOf(List.of(EndOutcome.values())) : EndOutcome.COMPLETED;
        return new RequestCompleted(
                request,
                id,
                outcome,
                duration,
                outcome == EndOutcome.COMPLETED ? OptionalInt.of(100 + random.nextInt(900)) : OptionalInt.empty(),
                outcome == EndOutcome.FAILED ? Optional.of("read_timeout") : Optional.empty(),
                Exchange.UNSEEN);
    }

    private UUID requestId(int number) {
        long millis = clock + (long) number * MILLIS_BETWEEN_REQUESTS;
        // the same for the same number, so that a bound needs no list of ids
        return new UUID(millis << 16 | 0x7000, id.getLeastSignificantBits() >>> 2 | Long.MIN_VALUE);
    }

    private void known(UUID request, Optional<RequestBegin> begin, Optional<RequestCompleted> end, Verdict verdict) {
        known.add(new KnownRequest(request, id, begin, end, verdict));
    }

    private void place(int number, Event event) {
        placed.add(new Placed(number + random.nextDouble() * DISORDER, event));
    }

    private <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
