package dev.webcheck.worker.correlation;

import dev.webcheck.event.RequestCounters;
import dev.webcheck.store.Outcome;
import dev.webcheck.store.write.BatchCorrelation;
import dev.webcheck.store.write.Changes;
import dev.webcheck.store.write.CountChange;
import dev.webcheck.store.write.Footprint;
import dev.webcheck.store.write.HourChange;
import dev.webcheck.store.write.HourChange.Check;
import dev.webcheck.store.write.IncidentState;
import dev.webcheck.store.write.InstanceState;
import dev.webcheck.store.write.MinuteChange;
import dev.webcheck.store.write.PartitionClock;
import dev.webcheck.store.write.RequestState;
import dev.webcheck.store.write.RequestState.Verdict;
import dev.webcheck.store.write.Snapshot;
import dev.webcheck.store.write.Snapshot.Extent;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/** The store's part in memory. It hands out everything it knows, which is more than any batch touches. */
final class KnownInMemory {

    private static final Changes NOTHING = new Changes(
            List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
            List.of());

    private final Rules rules;

    final Map<Integer, PartitionClock> clocks = new HashMap<>();
    final Map<UUID, InstanceState> instances = new HashMap<>();
    final Map<UUID, RequestState> requests = new HashMap<>();
    final Map<String, Long> counts = new TreeMap<>();
    final Map<String, Long> minutes = new TreeMap<>();
    final Map<UUID, IncidentState> incidents = new HashMap<>();
    final Map<String, Long> hours = new TreeMap<>();
    final Map<String, RequestCounters> told = new TreeMap<>();
    final Map<String, Check> checks = new TreeMap<>();

    KnownInMemory() {
        this(Stories.RULES);
    }

    KnownInMemory(Rules rules) {
        this.rules = rules;
    }

    void take(List<Arrival> batch) {
        Footprint footprint = Correlator.footprint(rules, batch);
        footprint.ticks().keySet().forEach(p -> clocks.putIfAbsent(p, PartitionClock.unticked(p)));
        apply(Correlator.correlate(
                rules,
                new Snapshot(
                        Map.copyOf(clocks),
                        Map.copyOf(instances),
                        List.copyOf(requests.values()),
                        Map.copyOf(incidents),
                        Extent.WHOLE,
                        Instant.EPOCH),
                batch));
    }

    /** Takes what the store hands out, and changes nothing. */
    BatchCorrelation readingEverything() {
        return new BatchCorrelation() {
            @Override
            public Changes correlate(Snapshot snapshot) {
                snapshot.instances().forEach(instances::put);
                snapshot.requests().forEach(request -> requests.put(request.id(), request));
                return NOTHING;
            }

            @Override
            public Changes decidePending(Snapshot before, Map<UUID, UUID> after) {
                throw new AssertionError("verdicts are pending of " + before.instances());
            }
        };
    }

    private void apply(Changes changes) {
        changes.clocks().forEach(clock -> clocks.put(clock.partition(), clock));
        changes.newInstances().forEach(i -> instances.put(i.id(), i));
        changes.changedInstances().forEach(i -> instances.put(i.id(), i));
        changes.newRequests().forEach(r -> requests.put(r.id(), r));
        changes.changedRequests().forEach(r -> requests.put(r.id(), r));
        changes.counts().forEach(this::count);
        changes.minutes().forEach(this::count);
        changes.hours().forEach(this::count);
        changes.incidents().forEach(incident -> incidents.put(incident.instanceId(), incident));
        changes.incidentsTakenBack().forEach(incidents::remove);
    }

    private void count(HourChange change) {
        String of = change.instanceId() + " " + change.hour();
        change.outcomes().forEach((outcome, n) -> hours.merge(of + " " + outcome, n, Long::sum));
        hours.merge(of + " without begin", change.withoutBegin(), Long::sum);
        hours.values().removeIf(sum -> sum == 0);
        change.told().ifPresent(counters -> told.merge(of, counters, KnownInMemory::highest));
        change.first().ifPresent(check -> checks.putIfAbsent(of + " first", check));
        change.last().ifPresent(check -> checks.put(of + " last", check));
    }

    private static RequestCounters highest(RequestCounters one, RequestCounters other) {
        return new RequestCounters(
                Math.max(one.begun(), other.begun()),
                Math.max(one.ended(), other.ended()),
                Math.max(one.unrecorded(), other.unrecorded()));
    }

    void count(CountChange change) {
        change.outcomes().forEach((outcome, n) -> count(counts, change.hour(), change.website(), outcome.name(), n));
        change.durations()
                .forEach((bucket, n) -> count(counts, change.hour(), change.website(), "bucket " + bucket, n));
    }

    void count(MinuteChange change) {
        change.outcomes().forEach((outcome, n) -> count(minutes, change.minute(), "all", outcome.name(), n));
        change.durations().forEach((bucket, n) -> count(minutes, change.minute(), "all", "bucket " + bucket, n));
    }

    private static void count(Map<String, Long> counts, Instant start, String website, String what, long n) {
        counts.merge(start + " " + website + " " + what, n, Long::sum);
        counts.values().removeIf(sum -> sum == 0);
    }

    PartitionClock clock(int partition) {
        return Optional.ofNullable(clocks.get(partition)).orElseThrow();
    }

    InstanceState instance(UUID id) {
        return Optional.ofNullable(instances.get(id)).orElseThrow();
    }

    IncidentState incident(UUID instance) {
        return Optional.ofNullable(incidents.get(instance)).orElseThrow();
    }

    RequestState request(UUID request) {
        return Optional.ofNullable(requests.get(request)).orElseThrow();
    }

    Verdict verdict(UUID request) {
        return Optional.ofNullable(requests.get(request)).orElseThrow().verdict();
    }

    /** What was replaced, such as {@code CRASHED lease 11 21}: what it was, and the seconds when it was found and replaced. */
    List<String> history(UUID request) {
        return Optional.ofNullable(requests.get(request)).orElseThrow().replaced().stream()
                .map(was -> "%s %s %d %d"
                        .formatted(
                                was.outcome(),
                                was.detector().word(),
                                Stories.second(was.at()),
                                Stories.second(was.replacedAt())))
                .toList();
    }

    /** The deaths of an instance that were taken back, such as {@code lease 11 21}. */
    List<String> takenBack(UUID instance) {
        return instance(instance).replacedDeaths().stream()
                .map(was -> "%s %d %d"
                        .formatted(was.detector().word(), Stories.second(was.at()), Stories.second(was.takenBackAt())))
                .toList();
    }

    Outcome outcome(UUID request) {
        return verdict(request).outcome();
    }

    /** Everything that verdicts are about, by name. */
    Map<String, Object> facts() {
        Map<String, Object> facts = new TreeMap<>();
        requests.values()
                .forEach(r -> facts.put("request " + r.id(), List.of(r.instanceId(), r.verdict(), r.replaced())));
        instances
                .values()
                .forEach(i -> facts.put(
                        "instance " + i.id(),
                        List.of(
                                i.life(),
                                i.lastBegunAt(),
                                i.recorded().orElse(-1),
                                i.verdictAt().filter(at -> i.death().isPresent()),
                                i.replacedDeaths())));
        incidents.forEach((id, incident) -> facts.put("incident " + id, incident));
        hours.forEach((what, n) -> facts.put("hour " + what, n));
        checks.forEach((of, check) -> facts.put("check " + of, check));
        told.forEach((of, counters) -> {
            facts.put("told " + of + " begun", counters.begun());
            facts.put("told " + of + " ended", counters.ended());
            facts.put("told " + of + " unrecorded", counters.unrecorded());
        });
        return facts;
    }

    /** What is not as it should be, a fact a line. */
    static String differences(Map<String, Object> is, Map<String, Object> shouldBe) {
        Set<String> names = new TreeSet<>(is.keySet());
        names.addAll(shouldBe.keySet());
        return names.stream()
                .filter(name -> !Objects.equals(is.get(name), shouldBe.get(name)))
                .map(name -> name + "\n is        " + is.get(name) + "\n should be " + shouldBe.get(name))
                .collect(Collectors.joining("\n"));
    }

    /** All that is known but the moments at which verdicts were reached, which are those of the log's order. */
    String withoutMoments() {
        Map<String, String> rows = new TreeMap<>();
        requests.values()
                .forEach(r -> rows.put(
                        "request " + r.id(),
                        String.join(
                                " ",
                                r.instanceId().toString(),
                                r.begin().toString(),
                                r.end().toString(),
                                r.verdict().outcome().toString(),
                                r.verdict().detector().toString(),
                                r.verdict().phase().toString())));
        instances
                .values()
                .forEach(i -> rows.put(
                        "instance " + i.id(),
                        String.join(
                                " ",
                                i.service().toString(),
                                i.life().toString(),
                                String.valueOf(i.leaseTicks()),
                                String.valueOf(i.heard().tick()),
                                String.valueOf(i.sign().sequence()),
                                i.sign().counters().toString(),
                                i.lastBegunAt().toString(),
                                i.recorded().toString(),
                                new TreeMap<>(i.sign().openRequests()).toString())));
        counts.forEach((what, n) -> rows.put("count " + what, n.toString()));
        minutes.forEach((what, n) -> rows.put("minute " + what, n.toString()));
        hours.forEach((what, n) -> rows.put("hour " + what, n.toString()));
        told.forEach((what, counters) -> rows.put("told " + what, counters.toString()));
        incidents
                .values()
                .forEach(i -> rows.put(
                        "incident " + i.instanceId(),
                        String.join(
                                " ",
                                i.detector().toString(),
                                i.service().toString(),
                                i.notSent() + " " + i.possiblyExecuted() + " " + i.answerLost())));
        return rows.entrySet().stream().map(Object::toString).collect(Collectors.joining("\n"));
    }
}
