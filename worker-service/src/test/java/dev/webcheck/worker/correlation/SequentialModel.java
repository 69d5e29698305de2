package dev.webcheck.worker.correlation;

import dev.webcheck.event.Event;
import dev.webcheck.event.InstanceSign;
import dev.webcheck.event.InstanceStopped;
import dev.webcheck.event.RequestBegin;
import dev.webcheck.event.RequestCompleted;
import dev.webcheck.event.RequestIds;
import dev.webcheck.event.RequestPhase;
import dev.webcheck.event.StopReason;
import dev.webcheck.store.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** The laws once more, as plainly as can be: it keeps the whole log and works every answer out from it anew. */
final class SequentialModel {

    private final List<Arrival> log = new ArrayList<>();

    void take(Arrival arrival) {
        log.add(arrival);
    }

    Set<UUID> requests() {
        return events().stream().flatMap(event -> requestOf(event).stream()).collect(Collectors.toSet());
    }

    Outcome outcome(UUID id) {
        Optional<RequestCompleted> end = end(id);
        if (end.isPresent()) {
            return Outcome.valueOf(end.get().outcome().name());
        }
        UUID instance = instanceOf(id);
        Optional<InstanceSign> latest = latestSign(instance);
        if (latest.isPresent()
                && RequestIds.startedAt(id).isBefore(latest.get().openRequestsBefore())
                && !latest.get().openRequests().contains(id)) {
            return Outcome.UNKNOWN;
        }
        if (latest.isPresent() && latest.get() instanceof InstanceStopped stopped) {
            return stopped.reason() == StopReason.CLOSED ? Outcome.UNKNOWN : Outcome.CRASHED;
        }
        return ticksSinceSignOfLife(instance) > 10 ? Outcome.CRASHED : Outcome.IN_FLIGHT;
    }

    /** Its end says so, and while there is none, the last stop of its instance does. */
    Optional<RequestPhase> phase(UUID id) {
        Optional<RequestCompleted> end = end(id);
        return end.isPresent()
                ? end.get().exchange().phase()
                : latestSign(instanceOf(id)).flatMap(sign -> phases(sign).getOrDefault(id, Optional.empty()));
    }

    private Optional<RequestCompleted> end(UUID id) {
        return events().stream()
                .filter(event -> event instanceof RequestCompleted completed
                        && completed.id().equals(id))
                .map(RequestCompleted.class::cast)
                .min(Comparator.comparing(RequestCompleted::duration)
                        .thenComparing(end -> end.exchange().phase().toString()));
    }

    private Optional<InstanceSign> latestSign(UUID instance) {
        return events().stream()
                .filter(event ->
                        event instanceof InstanceSign && event.instanceId().equals(instance))
                .map(InstanceSign.class::cast)
                .max(byLateness());
    }

    private static Map<UUID, Optional<RequestPhase>> phases(InstanceSign sign) {
        Map<UUID, Optional<RequestPhase>> phases = new TreeMap<>();
        sign.openRequests().forEach(id -> phases.put(id, Optional.empty()));
        if (sign instanceof InstanceStopped stopped) {
            phases.putAll(stopped.phases());
        }
        return phases;
    }

    /** Its begin says so, and while there is none, its ends do; of several that differ, the first in a fixed order. */
    private UUID instanceOf(UUID id) {
        return events().stream()
                .filter(event ->
                        event instanceof RequestBegin begin && begin.id().equals(id))
                .map(RequestBegin.class::cast)
                .min(Comparator.comparing(RequestBegin::url)
                        .thenComparing(begin -> begin.headers().toString())
                        .thenComparing(RequestBegin::instanceId))
                .map(Event::instanceId)
                .orElseGet(() -> events().stream()
                        .filter(event -> requestOf(event).filter(id::equals).isPresent())
                        .map(Event::instanceId)
                        .min(Comparator.naturalOrder())
                        .orElseThrow());
    }

    /** Signs of life: the first event of all, a begin that was not there before, a sign that is later than all before. */
    private long ticksSinceSignOfLife(UUID instance) {
        long ticks = 0;
        boolean heard = false;
        Set<UUID> begun = new HashSet<>();
        Optional<InstanceSign> latest = Optional.empty();
        for (Arrival arrival : log) {
            if (arrival instanceof Arrival.OfTick) {
                ticks++;
            } else if (arrival instanceof Arrival.OfEvent of) {
                boolean isNew = of.event() instanceof RequestBegin begin && begun.add(begin.id());
                if (!of.event().instanceId().equals(instance)) {
                    continue;
                }
                boolean life = !heard || isNew;
                heard = true;
                if (of.event() instanceof InstanceSign sign
                        && latest.map(known -> byLateness().compare(sign, known) > 0)
                                .orElse(true)) {
                    latest = Optional.of(sign);
                    life = true;
                }
                ticks = life ? 0 : ticks;
            }
        }
        return ticks;
    }

    private static Comparator<InstanceSign> byLateness() {
        return Comparator.comparingLong(InstanceSign::sequence)
                .thenComparing(sign -> sign instanceof InstanceStopped stopped
                        ? 1 + List.of(StopReason.values()).indexOf(stopped.reason())
                        : 0)
                .thenComparing(InstanceSign::openRequestsBefore)
                .thenComparing(sign -> phases(sign).toString());
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
