package dev.webcheck.correlation.rule;

import dev.webcheck.correlation.IncidentState;
import dev.webcheck.correlation.InstanceState;
import dev.webcheck.correlation.Outcome;
import dev.webcheck.correlation.PartitionClock;
import dev.webcheck.correlation.RequestState;
import dev.webcheck.correlation.RequestState.Verdict;
import dev.webcheck.correlation.batch.BatchCorrelation;
import dev.webcheck.correlation.batch.Changes;
import dev.webcheck.correlation.batch.CountChange;
import dev.webcheck.correlation.batch.Footprint;
import dev.webcheck.correlation.batch.HourChange;
import dev.webcheck.correlation.batch.HourChange.Check;
import dev.webcheck.correlation.batch.MinuteChange;
import dev.webcheck.correlation.batch.OpenRange;
import dev.webcheck.correlation.batch.Snapshot;
import dev.webcheck.correlation.batch.Snapshot.Extent;
import dev.webcheck.event.RequestCounters;
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

/** The store's part in memory. It hands out everything it knows, which is more than any batch touches, or no more than that. */
public final class KnownInMemory {

    private final Rules rules;

    public final Map<Integer, PartitionClock> clocks = new HashMap<>();
    public final Map<UUID, InstanceState> instances = new HashMap<>();
    public final Map<UUID, RequestState> requests = new HashMap<>();
    public final Map<String, Long> counts = new TreeMap<>();
    public final Map<String, Long> minutes = new TreeMap<>();
    public final Map<UUID, IncidentState> incidents = new HashMap<>();
    public final Map<String, Long> hours = new TreeMap<>();
    public final Map<String, RequestCounters> told = new TreeMap<>();
    public final Map<String, Check> checks = new TreeMap<>();

    public KnownInMemory() {
        this(Stories.RULES);
    }

    public KnownInMemory(Rules rules) {
        this.rules = rules;
    }

    public void take(List<Arrival> batch) {
        Correlation correlation = batch(batch);
        apply(correlation.correlate(new Snapshot(
                Map.copyOf(clocks),
                Map.copyOf(instances),
                List.copyOf(requests.values()),
                Map.copyOf(incidents),
                Extent.WHOLE,
                Instant.EPOCH)));
    }

    /** Hands out what the batch asks for, and nothing else. */
    public void takeWithWhatIsAskedFor(List<Arrival> batch) {
        Correlation correlation = batch(batch);
        Footprint footprint = correlation.footprint();
        Map<Integer, PartitionClock> ticking = new HashMap<>(clocks);
        ticking.keySet().retainAll(footprint.ticks().keySet());
        Map<UUID, RequestState> told = new HashMap<>(requests);
        told.keySet().retainAll(footprint.requests());
        Set<UUID> owners = told.values().stream().map(RequestState::instanceId).collect(Collectors.toSet());
        Map<UUID, InstanceState> touched = instances.values().stream()
                .filter(instance -> owners.contains(instance.id())
                        || footprint.instances().contains(instance.id())
                        || correlation.mayExpire(instance, ticking))
                .collect(Collectors.toMap(InstanceState::id, instance -> instance));
        touched.values().forEach(instance -> {
            OpenRange range = correlation.openRange(instance, ticking);
            requests.values().stream()
                    .filter(request -> request.end().isEmpty() && isIn(range, request))
                    .forEach(request -> told.put(request.id(), request));
        });
        Map<UUID, IncidentState> deaths = new HashMap<>(incidents);
        deaths.keySet().retainAll(touched.keySet());
        apply(correlation.correlate(
                new Snapshot(ticking, touched, told.values(), deaths, Extent.WHOLE, Instant.EPOCH)));
    }

    private Correlation batch(List<Arrival> batch) {
        Correlation correlation = new Correlation(rules, batch);
        correlation.footprint().ticks().keySet().forEach(p -> clocks.putIfAbsent(p, PartitionClock.unticked(p)));
        return correlation;
    }

    /** The texts of ids are in the order of their bytes. */
    private static boolean isIn(OpenRange range, RequestState request) {
        String id = request.id().toString();
        boolean between = id.compareTo(range.above().toString()) > 0
                && id.compareTo(range.below().toString()) < 0;
        return request.instanceId().equals(range.instanceId())
                && (between || range.listed().contains(request.id()));
    }

    /** A batch that takes what the store hands out, and changes nothing. */
    public BatchCorrelation reading(List<Arrival> batch) {
        return new WatchedCorrelation(new Correlation(rules, batch), before -> {}) {
            @Override
            public Changes correlate(Snapshot snapshot) {
                snapshot.instances().forEach(instances::put);
                snapshot.requests().forEach(request -> requests.put(request.id(), request));
                return Changes.NONE;
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

    public void count(CountChange change) {
        change.outcomes().forEach((outcome, n) -> count(counts, change.hour(), change.website(), outcome.name(), n));
        change.durations()
                .forEach((bucket, n) -> count(counts, change.hour(), change.website(), "bucket " + bucket, n));
    }

    public void count(MinuteChange change) {
        change.outcomes().forEach((outcome, n) -> count(minutes, change.minute(), "all", outcome.name(), n));
        change.durations().forEach((bucket, n) -> count(minutes, change.minute(), "all", "bucket " + bucket, n));
    }

    private static void count(Map<String, Long> counts, Instant start, String website, String what, long n) {
        counts.merge(start + " " + website + " " + what, n, Long::sum);
        counts.values().removeIf(sum -> sum == 0);
    }

    public PartitionClock clock(int partition) {
        return Optional.ofNullable(clocks.get(partition)).orElseThrow();
    }

    public InstanceState instance(UUID id) {
        return Optional.ofNullable(instances.get(id)).orElseThrow();
    }

    public IncidentState incident(UUID instance) {
        return Optional.ofNullable(incidents.get(instance)).orElseThrow();
    }

    public RequestState request(UUID request) {
        return Optional.ofNullable(requests.get(request)).orElseThrow();
    }

    public Verdict verdict(UUID request) {
        return Optional.ofNullable(requests.get(request)).orElseThrow().verdict();
    }

    /** What was replaced, such as {@code CRASHED lease 11 21}: what it was, and the seconds when it was found and replaced. */
    public List<String> history(UUID request) {
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
    public List<String> takenBack(UUID instance) {
        return instance(instance).standing().replaced().stream()
                .map(was -> "%s %d %d"
                        .formatted(was.detector().word(), Stories.second(was.at()), Stories.second(was.takenBackAt())))
                .toList();
    }

    public Outcome outcome(UUID request) {
        return verdict(request).outcome();
    }

    /** Everything that verdicts are about, by name. */
    public Map<String, Object> facts() {
        Map<String, Object> facts = new TreeMap<>();
        requests.values()
                .forEach(r -> facts.put("request " + r.id(), List.of(r.instanceId(), r.verdict(), r.replaced())));
        instances
                .values()
                .forEach(i -> facts.put(
                        "instance " + i.id(),
                        List.of(
                                i.life(),
                                i.begins().lastAt(),
                                i.begins().recorded().orElse(-1),
                                i.standing().verdictAt().filter(at -> i.death().isPresent()),
                                i.standing().replaced())));
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
    public static String differences(Map<String, Object> is, Map<String, Object> shouldBe) {
        Set<String> names = new TreeSet<>(is.keySet());
        names.addAll(shouldBe.keySet());
        return names.stream()
                .filter(name -> !Objects.equals(is.get(name), shouldBe.get(name)))
                .map(name -> name + "\n is        " + is.get(name) + "\n should be " + shouldBe.get(name))
                .collect(Collectors.joining("\n"));
    }

    /** All that is known but the moments at which verdicts were reached, which are those of the log's order. */
    public String withoutMoments() {
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
                                String.valueOf(i.lease().ticks()),
                                String.valueOf(i.heard().tick()),
                                String.valueOf(i.sign().sequence()),
                                i.sign().counters().toString(),
                                i.begins().lastAt().toString(),
                                i.begins().recorded().toString(),
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
                                i.crashed().toString())));
        return rows.entrySet().stream().map(Object::toString).collect(Collectors.joining("\n"));
    }
}
