package dev.webcheck.correlation.rule;

import dev.webcheck.correlation.batch.Footprint;
import dev.webcheck.event.Event;
import dev.webcheck.event.InstanceSign;
import dev.webcheck.event.RequestBegin;
import dev.webcheck.event.RequestCompleted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What a batch touches. Confined to one thread. */
final class Touched {

    private final Map<Integer, Long> ticks = new HashMap<>();
    private final Map<UUID, List<InstanceSign>> signs = new HashMap<>();
    private final Map<UUID, Instant> begun = new HashMap<>();
    private final Set<UUID> requests = new HashSet<>();
    private final Set<UUID> ended = new HashSet<>();
    private final Set<UUID> instances = new HashSet<>();
    private final boolean indivisible;

    Touched(List<Arrival> arrivals) {
        indivisible = arrivals.size() == 1;
        arrivals.forEach(this::add);
    }

    private void add(Arrival arrival) {
        ticks.merge(arrival.partition(), arrival instanceof Arrival.OfTick ? 1L : 0L, Long::sum);
        if (arrival instanceof Arrival.OfEvent ofEvent) {
            Event event = ofEvent.event();
            instances.add(event.instanceId());
            if (event instanceof RequestBegin begin) {
                requests.add(begin.id());
                ended.remove(begin.id());
                begun.merge(begin.instanceId(), Instances.begunAt(begin, arrival.at()), Overdue::later);
            } else if (event instanceof RequestCompleted completed) {
                if (requests.add(completed.id())) {
                    ended.add(completed.id());
                }
            } else if (event instanceof InstanceSign sign) {
                signs.computeIfAbsent(sign.instanceId(), none -> new ArrayList<>())
                        .add(sign);
            }
        }
    }

    Footprint footprint() {
        return new Footprint(ticks, instances, requests, ended, indivisible);
    }

    /** What there is of each instance, where it may decide open requests. */
    Map<UUID, Signs> signs() {
        Map<UUID, Signs> byInstance = new HashMap<>();
        for (UUID instance : instances) {
            List<InstanceSign> told = signs.getOrDefault(instance, List.of());
            Optional<Instant> latest = Optional.ofNullable(begun.get(instance));
            if (!told.isEmpty() || latest.isPresent()) {
                byInstance.put(instance, Signs.of(told, latest.orElse(Instant.EPOCH)));
            }
        }
        return byInstance;
    }
}
