package dev.webcheck.system;

import dev.webcheck.event.InstanceSign;
import dev.webcheck.event.RequestBegin;
import dev.webcheck.event.RequestCompleted;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What has to be recorded of foreign instances, in the words of {@link Recordings}. */
final class KnownAnswer {

    private KnownAnswer() {}

    /** By id. */
    static Map<String, String> requests(Collection<ForeignInstance> instances) {
        Map<String, String> rows = new HashMap<>();
        for (ForeignInstance instance : instances) {
            instance.known().forEach(request -> rows.put(request.id().toString(), request.row()));
        }
        return rows;
    }

    /** By id. */
    static Map<String, String> instances(Collection<ForeignInstance> instances) {
        Map<String, String> rows = new HashMap<>();
        instances.forEach(instance -> rows.put(instance.id().toString(), instance.row()));
        return rows;
    }

    /** Of those that died, by id. */
    static Map<String, String> incidents(Collection<ForeignInstance> instances) {
        Map<String, String> rows = new HashMap<>();
        instances.forEach(instance ->
                instance.incident().ifPresent(row -> rows.put(instance.id().toString(), row)));
        return rows;
    }

    /** By instance, hour and outcome, or what the instance told of itself; without zeros. */
    static Map<String, Long> countsByInstance(Collection<ForeignInstance> instances) {
        Map<String, Long> counts = new TreeMap<>();
        for (ForeignInstance instance : instances) {
            for (KnownRequest request : instance.known()) {
                String what = request.begin().isPresent() ? request.verdict().outcome() : "WITHOUT_BEGIN";
                counts.merge(instance.id() + " " + request.hour() + " " + what, 1L, Long::sum);
            }
            for (InstanceSign sign : instance.signs()) {
                String place = instance.id() + " " + sign.openRequestsBefore().truncatedTo(ChronoUnit.HOURS) + " TOLD_";
                counts.merge(place + "BEGUN", sign.counters().begun(), Math::max);
                counts.merge(place + "ENDED", sign.counters().ended(), Math::max);
                counts.merge(place + "UNRECORDED", sign.counters().unrecorded(), Math::max);
            }
        }
        counts.values().removeIf(count -> count == 0);
        return counts;
    }

    /** By hour, website, and outcome or bucket of the durations. Only the begin tells where a request counts. */
    static Map<String, Long> counts(Collection<ForeignInstance> instances) {
        Map<String, Long> counts = new TreeMap<>();
        List<KnownRequest> requests = instances.stream()
                .flatMap(instance -> instance.known().stream())
                .toList();
        for (KnownRequest request : requests) {
            String place = request.begin()
                    .map(RequestBegin::website)
                    .map(website -> request.hour() + " " + website + " ")
                    .orElse("");
            if (!place.isEmpty()) {
                counts.merge(place + request.verdict().outcome(), 1L, Long::sum);
                request.end().ifPresent(end -> counts.merge(place + "bucket " + bucket(end), 1L, Long::sum));
            }
        }
        return counts;
    }

    private static int bucket(RequestCompleted end) {
        double micros = end.duration().toNanos() / 1e3;
        int bucket = 0;
        while (micros > Math.pow(2, bucket / 4.0)) {
            bucket++;
        }
        return bucket;
    }
}
