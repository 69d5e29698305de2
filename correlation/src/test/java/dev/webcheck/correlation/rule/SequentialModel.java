package dev.webcheck.correlation.rule;

import dev.webcheck.correlation.CrashCounts;
import dev.webcheck.correlation.Detector;
import dev.webcheck.correlation.Execution;
import dev.webcheck.correlation.IncidentState;
import dev.webcheck.correlation.InstanceState.ReplacedDeath;
import dev.webcheck.correlation.Life;
import dev.webcheck.correlation.Outcome;
import dev.webcheck.correlation.RequestState.ReplacedVerdict;
import dev.webcheck.correlation.RequestState.Verdict;
import dev.webcheck.correlation.batch.HourChange.Check;
import dev.webcheck.event.Event;
import dev.webcheck.event.InstanceHeartbeat;
import dev.webcheck.event.InstanceSign;
import dev.webcheck.event.InstanceStopped;
import dev.webcheck.event.RequestBegin;
import dev.webcheck.event.RequestCompleted;
import dev.webcheck.event.RequestCounters;
import dev.webcheck.event.RequestIds;
import dev.webcheck.event.RequestPhase;
import dev.webcheck.event.StopReason;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The laws once more, as plainly as can be: it takes one record after the other, keeps them all, and after each works every
 * answer out anew from the whole log. What it remembers beside the log is only what stood before, for the histories.
 */
public final class SequentialModel {

    /** A death that is believed, and since when. */
    private record Death(Detector detector, Instant at) {}

    private final Rules rules;
    private final List<Arrival> log = new ArrayList<>();
    private final Map<UUID, Verdict> verdicts = new HashMap<>();
    private final Map<UUID, List<ReplacedVerdict>> replacedVerdicts = new HashMap<>();
    private final Map<UUID, Death> deaths = new HashMap<>();
    private final Map<UUID, List<ReplacedDeath>> replacedDeaths = new HashMap<>();
    private final Map<UUID, Long> sequences = new HashMap<>();
    private final Map<String, Check> checks = new HashMap<>();

    public SequentialModel(Rules rules) {
        this.rules = rules;
    }

    public void take(Arrival arrival) {
        log.add(arrival);
        if (arrival instanceof Arrival.OfEvent of && of.event() instanceof InstanceSign sign) {
            checkedNow(sign);
        }
        instances().forEach(instance -> standsNow(instance, arrival.at()));
        requests().forEach(request -> judgedNow(request, arrival.at()));
    }

    /** Everything that is known, by the names that {@link KnownInMemory#facts()} uses as well. */
    public Map<String, Object> facts() {
        Map<String, Object> facts = new TreeMap<>();
        for (UUID id : requests()) {
            facts.put(
                    "request " + id,
                    Stream.of(instanceOf(id), verdicts.get(id), replacedVerdicts.getOrDefault(id, List.of()))
                            .toList());
        }
        for (UUID id : instances()) {
            facts.put(
                    "instance " + id,
                    List.of(
                            life(id),
                            lastBegunAt(id),
                            recorded(id),
                            Optional.ofNullable(deaths.get(id)).map(Death::at),
                            replacedDeaths.getOrDefault(id, List.of())));
            incident(id).ifPresent(incident -> facts.put("incident " + id, incident));
        }
        hours(facts);
        checks.forEach((what, check) -> facts.put("check " + what, check));
        return facts;
    }

    /** A sign that is later than all before tells what should be recorded by now. */
    private void checkedNow(InstanceSign sign) {
        UUID instance = sign.instanceId();
        if (sign.sequence() <= sequences.getOrDefault(instance, 0L)) {
            return;
        }
        sequences.put(instance, sign.sequence());
        Check check = new Check(sign.counters().begun(), recorded(instance));
        Instant hour = hour(sign.openRequestsBefore());
        checks.putIfAbsent(instance + " " + hour + " first", check);
        if (lastBegunAt(instance).filter(last -> hour(last).isAfter(hour)).isEmpty()) {
            checks.put(instance + " " + hour + " last", check);
        }
    }

    private long recorded(UUID instance) {
        return requests().stream()
                .filter(id -> !begins(id).isEmpty() && instanceOf(id).equals(instance))
                .count();
    }

    private void judgedNow(UUID request, Instant at) {
        Verdict now = verdict(request, at);
        Verdict before = verdicts.getOrDefault(request, Verdict.IN_FLIGHT);
        if (now.outcome() == before.outcome() && now.detector().equals(before.detector())) {
            verdicts.put(request, new Verdict(now.outcome(), now.detector(), before.at(), now.phase()));
            return;
        }
        verdicts.put(request, now);
        before.detector().ifPresent(detector -> replacedVerdicts
                .computeIfAbsent(request, none -> new ArrayList<>())
                .add(new ReplacedVerdict(before.outcome(), detector, before.at().orElseThrow(), before.phase(), at)));
    }

    private void standsNow(UUID instance, Instant at) {
        Optional<Detector> now = death(instance);
        Death before = deaths.get(instance);
        if (now.isPresent() && (before == null || before.detector() != now.get())) {
            deaths.put(instance, new Death(now.get(), at));
        } else if (now.isEmpty()) {
            deaths.remove(instance);
        }
        if (before != null && !Optional.of(before.detector()).equals(now)) {
            replacedDeaths
                    .computeIfAbsent(instance, none -> new ArrayList<>())
                    .add(new ReplacedDeath(before.detector(), before.at(), at));
        }
    }

    private Verdict verdict(UUID id, Instant at) {
        Optional<RequestCompleted> end = end(id);
        if (end.isPresent()) {
            return Verdict.stated(
                    Outcome.valueOf(end.get().outcome().name()),
                    end.get().exchange().phase());
        }
        UUID instance = instanceOf(id);
        Instant started = RequestIds.startedAt(id);
        Optional<InstanceSign> latest = latestSign(instance);
        if (latest.isPresent()
                && started.isBefore(latest.get().openRequestsBefore())
                && !latest.get().openRequests().contains(id)) {
            return Verdict.found(Outcome.UNKNOWN, Detector.RECONCILED, at, Optional.empty());
        }
        Duration deadline = rules.deadline().orElseThrow();
        if (latest.isEmpty()
                && lastBegunAt(instance)
                        .filter(last -> started.plus(deadline).isBefore(last))
                        .isPresent()) {
            return Verdict.found(Outcome.UNKNOWN, Detector.DEADLINE, at, Optional.empty());
        }
        if (latest.isPresent() && latest.get() instanceof InstanceStopped stopped) {
            return Verdict.found(
                    stopped.reason() == StopReason.CLOSED ? Outcome.UNKNOWN : Outcome.CRASHED,
                    stopped.reason() == StopReason.DIED ? Detector.JOURNAL : Detector.STOPPED,
                    at,
                    stopped.phases().getOrDefault(id, Optional.empty()));
        }
        return life(instance) == Life.PRESUMED_DEAD
                ? Verdict.found(Outcome.CRASHED, Detector.LEASE, at, Optional.empty())
                : Verdict.IN_FLIGHT;
    }

    private Life life(UUID instance) {
        Optional<InstanceSign> latest = latestSign(instance);
        if (latest.isPresent() && latest.get() instanceof InstanceStopped) {
            return Life.STOPPED;
        }
        Silence silence = silence(instance);
        return silence.ticks() > silence.lease() ? Life.PRESUMED_DEAD : Life.ALIVE;
    }

    private Optional<Detector> death(UUID instance) {
        Optional<StopReason> reason = latestSign(instance)
                .filter(InstanceStopped.class::isInstance)
                .map(sign -> ((InstanceStopped) sign).reason());
        if (reason.isPresent()) {
            return reason.filter(why -> why != StopReason.CLOSED)
                    .map(why -> why == StopReason.DIED ? Detector.JOURNAL : Detector.STOPPED);
        }
        return life(instance) == Life.PRESUMED_DEAD ? Optional.of(Detector.LEASE) : Optional.empty();
    }

    private Optional<IncidentState> incident(UUID instance) {
        Map<Execution, Long> crashed = requests().stream()
                .filter(id -> instanceOf(id).equals(instance))
                .flatMap(id -> Stream.ofNullable(verdicts.get(id)))
                .filter(verdict -> verdict.outcome() == Outcome.CRASHED)
                .map(verdict -> Execution.of(verdict.outcome(), verdict.detector(), verdict.phase())
                        .orElseThrow())
                .collect(Collectors.groupingBy(execution -> execution, Collectors.counting()));
        return Optional.ofNullable(deaths.get(instance))
                .filter(death -> death.detector() != Detector.STOPPED || !crashed.isEmpty())
                .map(death -> new IncidentState(
                        instance,
                        service(instance),
                        death.at(),
                        death.detector(),
                        lastHeardAt(instance),
                        new CrashCounts(
                                crashed.getOrDefault(Execution.NOT_SENT, 0L).intValue(),
                                crashed.getOrDefault(Execution.POSSIBLY_EXECUTED, 0L)
                                        .intValue(),
                                crashed.getOrDefault(Execution.EXECUTED_ANSWER_LOST, 0L)
                                        .intValue())));
    }

    private void hours(Map<String, Object> facts) {
        for (UUID id : requests()) {
            String of = instanceOf(id) + " " + hour(RequestIds.startedAt(id)) + " ";
            Verdict verdict = Optional.ofNullable(verdicts.get(id)).orElseThrow();
            String what =
                    begins(id).isEmpty() ? "without begin" : verdict.outcome().name();
            facts.merge("hour " + of + what, 1L, (was, one) -> (Long) was + 1);
        }
        for (InstanceSign sign : only(InstanceSign.class)) {
            String of = "told " + sign.instanceId() + " " + hour(sign.openRequestsBefore()) + " ";
            RequestCounters counters = sign.counters();
            facts.merge(of + "begun", counters.begun(), (was, one) -> Math.max((Long) was, (Long) one));
            facts.merge(of + "ended", counters.ended(), (was, one) -> Math.max((Long) was, (Long) one));
            facts.merge(of + "unrecorded", counters.unrecorded(), (was, one) -> Math.max((Long) was, (Long) one));
        }
    }

    private static Instant hour(Instant moment) {
        return moment.truncatedTo(ChronoUnit.HOURS);
    }

    private Set<UUID> requests() {
        return events().stream().flatMap(event -> requestOf(event).stream()).collect(Collectors.toSet());
    }

    /** Whoever was heard, and whoever is heard no more because its requests turned out to be another's. */
    private Set<UUID> instances() {
        return events().stream().map(Event::instanceId).collect(Collectors.toSet());
    }

    private Optional<String> service(UUID instance) {
        return of(instance)
                .flatMap(event -> event instanceof RequestBegin begin
                        ? Stream.of(begin.service())
                        : event instanceof InstanceSign sign ? Stream.of(sign.service()) : Stream.empty())
                .min(Comparator.naturalOrder());
    }

    private Optional<Instant> lastBegunAt(UUID instance) {
        return log.stream()
                .filter(arrival -> arrival instanceof Arrival.OfEvent of
                        && of.event() instanceof RequestBegin begin
                        && begin.instanceId().equals(instance))
                .map(arrival -> {
                    Instant startedAt = ((RequestBegin) ((Arrival.OfEvent) arrival).event()).startedAt();
                    return startedAt.isAfter(arrival.at()) ? arrival.at() : startedAt;
                })
                .max(Comparator.naturalOrder());
    }

    private Instant lastHeardAt(UUID instance) {
        return log.stream()
                .filter(arrival -> arrival instanceof Arrival.OfEvent of
                        && of.event().instanceId().equals(instance))
                .map(Arrival::at)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private Optional<RequestCompleted> end(UUID id) {
        return only(RequestCompleted.class).stream()
                .filter(end -> end.id().equals(id))
                .min(Comparator.comparing(RequestCompleted::duration)
                        .thenComparing(end -> end.exchange().phase().toString()));
    }

    private List<RequestBegin> begins(UUID id) {
        return only(RequestBegin.class).stream()
                .filter(begin -> begin.id().equals(id))
                .toList();
    }

    private Optional<InstanceSign> latestSign(UUID instance) {
        return only(InstanceSign.class).stream()
                .filter(sign -> sign.instanceId().equals(instance))
                .max(byLateness());
    }

    /** Its begin says so, an amended one before others; while there is none, its ends do; else the first in a fixed order. */
    private UUID instanceOf(UUID id) {
        return begins(id).stream()
                .min(Comparator.comparing(RequestBegin::amended)
                        .reversed()
                        .thenComparing(RequestBegin::url)
                        .thenComparing(begin -> begin.headers().toString())
                        .thenComparing(RequestBegin::instanceId))
                .map(Event::instanceId)
                .orElseGet(() -> events().stream()
                        .filter(event -> requestOf(event).filter(id::equals).isPresent())
                        .map(Event::instanceId)
                        .min(Comparator.naturalOrder())
                        .orElseThrow());
    }

    /** How many ticks an instance has been silent, and for how many it may be. */
    private record Silence(long ticks, long lease) {}

    /**
     * Signs of life: the first event of all, a begin that was not there before, a sign that is later than all before. Ticks count
     * that stand at least 0.9 seconds after the last that counted. After a begin that took a presumed death back, the lease is twice
     * the silence until then, until the next sign.
     */
    private Silence silence(UUID instance) {
        long ticks = 0;
        long told = 10;
        long lease = 10;
        int partition = -1;
        Set<UUID> begun = new HashSet<>();
        Map<Integer, Instant> ticked = new HashMap<>();
        Optional<InstanceSign> latest = Optional.empty();
        for (Arrival arrival : log) {
            if (arrival instanceof Arrival.OfTick) {
                Instant last = ticked.getOrDefault(arrival.partition(), Instant.EPOCH);
                if (Duration.between(last, arrival.at()).toMillis() >= 900) {
                    ticked.put(arrival.partition(), arrival.at());
                    ticks += arrival.partition() == partition ? 1 : 0;
                }
            } else if (arrival instanceof Arrival.OfEvent of) {
                boolean isNew = of.event() instanceof RequestBegin begin && begun.add(begin.id());
                if (!of.event().instanceId().equals(instance)) {
                    continue;
                }
                boolean life = partition < 0 || isNew;
                if (isNew && partition >= 0 && ticks > lease && !isStopped(latest)) {
                    long most = latest.isPresent()
                            ? 86_400
                            : rules.deadline().orElse(Duration.ofDays(1)).toSeconds();
                    lease = Math.max(told, Math.min(2 * ticks, most / 2 * 2));
                }
                if (of.event() instanceof InstanceSign sign
                        && latest.map(known -> byLateness().compare(sign, known) > 0)
                                .orElse(true)) {
                    latest = Optional.of(sign);
                    life = true;
                    told = sign instanceof InstanceHeartbeat heartbeat
                            ? heartbeat.lease().toSeconds()
                            : 10;
                    lease = told;
                }
                partition = life ? arrival.partition() : partition;
                ticks = life ? 0 : ticks;
            }
        }
        return new Silence(ticks, lease);
    }

    private static boolean isStopped(Optional<InstanceSign> latest) {
        return latest.filter(InstanceStopped.class::isInstance).isPresent();
    }

    private static Comparator<InstanceSign> byLateness() {
        return Comparator.comparingLong(InstanceSign::sequence)
                .thenComparing(sign -> sign instanceof InstanceStopped stopped
                        ? 1 + List.of(StopReason.values()).indexOf(stopped.reason())
                        : 0)
                .thenComparing(InstanceSign::openRequestsBefore)
                .thenComparing(sign -> phases(sign).toString())
                .thenComparing(sign -> sign instanceof InstanceHeartbeat heartbeat ? heartbeat.lease() : Duration.ZERO);
    }

    private static Map<UUID, Optional<RequestPhase>> phases(InstanceSign sign) {
        Map<UUID, Optional<RequestPhase>> phases = new TreeMap<>();
        sign.openRequests().forEach(id -> phases.put(id, Optional.empty()));
        if (sign instanceof InstanceStopped stopped) {
            phases.putAll(stopped.phases());
        }
        return phases;
    }

    private Stream<Event> of(UUID instance) {
        return events().stream().filter(event -> event.instanceId().equals(instance));
    }

    private <E extends Event> List<E> only(Class<E> type) {
        return events().stream().filter(type::isInstance).map(type::cast).toList();
    }

    private List<Event> events() {
        return log.stream()
                .filter(Arrival.OfEvent.class::isInstance)
                .map(arrival -> ((Arrival.OfEvent) arrival).event())
                .toList();
    }

    private static Optional<UUID> requestOf(Event event) {
        if (event instanceof RequestBegin begin) {
            return Optional.of(begin.id());
        }
        return event instanceof RequestCompleted completed ? Optional.of(completed.id()) : Optional.empty();
    }
}
