package dev.webcheck.correlation.rule;

import dev.webcheck.correlation.Detector;
import dev.webcheck.correlation.InstanceState;
import dev.webcheck.correlation.InstanceState.Begins;
import dev.webcheck.correlation.InstanceState.Heard;
import dev.webcheck.correlation.InstanceState.Lease;
import dev.webcheck.correlation.InstanceState.ReplacedDeath;
import dev.webcheck.correlation.InstanceState.Sign;
import dev.webcheck.correlation.InstanceState.Standing;
import dev.webcheck.correlation.Life;
import dev.webcheck.correlation.PartitionClock;
import dev.webcheck.event.InstanceHeartbeat;
import dev.webcheck.event.InstanceSign;
import dev.webcheck.event.InstanceStopped;
import dev.webcheck.event.RequestBegin;
import dev.webcheck.event.RequestCounters;
import dev.webcheck.event.RequestPhase;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** How events and ticks change an instance. */
final class Instances {

    /** Signs of one sequence number differ only if a sender is broken; then any fixed choice will do. */
    private static final Comparator<Sign> LATER = Comparator.comparingLong(Sign::sequence)
            .thenComparing(sign -> sign.stopReason().map(Enum::ordinal).orElse(-1))
            .thenComparing(Sign::counters, Comparator.comparingLong(RequestCounters::begun))
            .thenComparing(Sign::counters, Comparator.comparingLong(RequestCounters::ended))
            .thenComparing(Sign::counters, Comparator.comparingLong(RequestCounters::unrecorded))
            .thenComparing(Sign::openRequestsBefore)
            .thenComparing(sign -> new TreeMap<>(sign.openRequests()).toString());

    private Instances() {}

    /** An instance that was unknown until now: its lease begins with its first event, whatever that is. */
    static InstanceState unknown(UUID id, Arrival arrival, PartitionClock clock) {
        return new InstanceState(
                id,
                Optional.empty(),
                Standing.ALIVE,
                new Heard(clock.partition(), clock.ticks(), arrival.at(), arrival.at()),
                new Lease(Ticks.of(LeaseRule.DEFAULT_LEASE), 0),
                Sign.NONE,
                Begins.NONE,
                Optional.empty());
    }

    /** It was heard, which by itself does not renew its lease: what arrives may have been under way for long. */
    static InstanceState heard(InstanceState instance, Arrival arrival) {
        Heard was = instance.heard();
        Instant first = was.firstAt().isBefore(arrival.at()) ? was.firstAt() : arrival.at();
        Instant last = was.lastAt().isAfter(arrival.at()) ? was.lastAt() : arrival.at();
        Heard heard = new Heard(was.partition(), was.tick(), first, last);
        return heard.equals(was) ? instance : instance.withHeard(heard);
    }

    /** It was heard of in an event that names its service. */
    static InstanceState named(InstanceState instance, String service) {
        boolean better =
                instance.service().map(known -> service.compareTo(known) < 0).orElse(true);
        return better ? instance.withService(Optional.of(service)) : instance;
    }

    /**
     * When a request began, as far as others are measured by it: a clock that is ahead of the broker's for once must not make
     * the requests from before look old.
     */
    static Instant begunAt(RequestBegin event, Instant at) {
        return event.startedAt().isAfter(at) ? at : event.startedAt();
    }

    /** It has begun a request. */
    static InstanceState begun(InstanceState instance, RequestBegin event, Instant at) {
        Instant startedAt = begunAt(event, at);
        Begins begins = instance.begins();
        boolean later = begins.lastAt().map(startedAt::isAfter).orElse(true);
        return later ? instance.withBegins(begins.withLastAt(startedAt)) : instance;
    }

    /** So many begins more are known to be its own; fewer where a broken sender told that they are another's. */
    static InstanceState recorded(InstanceState instance, int begins) {
        OptionalLong recorded = instance.begins().recorded();
        return begins == 0 || recorded.isEmpty()
                ? instance
                : instance.withBegins(instance.begins().withRecorded(recorded.getAsLong() + begins));
    }

    /**
     * It has sent a request that was not known before, which only the living do. Where it was heard in another partition since
     * (for topics can be given more), this is old news, and its lease goes on there.
     *
     * <p>If it was presumed dead, it does not send the heartbeats that would keep its lease, so its silences say little. It is given
     * twice the longest of them from then on: else each further request would take back the verdicts on all that are open, and
     * the next silence would bring them again. Where the deadline decides its requests, a longer lease than that is of no use.
     */
    static InstanceState renewed(InstanceState instance, Arrival arrival, PartitionClock clock, Rules rules) {
        Heard was = instance.heard();
        if (was.partition() != clock.partition() && arrival.at().isBefore(was.lastAt())) {
            return instance;
        }
        InstanceState renewed = was.partition() == clock.partition() && was.tick() == clock.ticks()
                ? instance
                : instance.withHeard(new Heard(clock.partition(), clock.ticks(), was.firstAt(), was.lastAt()));
        return instance.life() == Life.PRESUMED_DEAD
                ? standing(
                        instance,
                        renewed.withLease(
                                new Lease(instance.lease().ticks(), LeaseRule.longestSilence(instance, clock, rules))),
                        Life.ALIVE,
                        Optional.empty(),
                        arrival.at())
                : renewed;
    }

    /** A sign of it has arrived; one that is older than what is known changes nothing. */
    static InstanceState signed(InstanceState instance, InstanceSign event, Arrival arrival, PartitionClock clock) {
        Sign sign = sign(event);
        int leaseTicks =
                Ticks.of(event instanceof InstanceHeartbeat heartbeat ? heartbeat.lease() : LeaseRule.DEFAULT_LEASE);
        int order = LATER.compare(sign, instance.sign());
        if (order < 0 || (order == 0 && leaseTicks <= instance.lease().ticks())) {
            return instance;
        }
        boolean stopped = event instanceof InstanceStopped;
        boolean stoppedSo = stopped && sign.stopReason().equals(instance.sign().stopReason());
        Heard was = instance.heard();
        Optional<Instant> verdictAt = stoppedSo
                ? instance.standing().verdictAt()
                : Optional.of(arrival.at()).filter(at -> stopped);
        InstanceState signed = instance.withHeard(
                        new Heard(clock.partition(), clock.ticks(), was.firstAt(), was.lastAt()))
                .withLease(new Lease(leaseTicks, 0))
                .withSign(sign);
        return standing(instance, signed, stopped ? Life.STOPPED : Life.ALIVE, verdictAt, arrival.at());
    }

    static InstanceState presumedDead(InstanceState instance, PartitionClock clock) {
        return standing(instance, instance, Life.PRESUMED_DEAD, Optional.of(clock.at()), clock.at());
    }

    private static Sign sign(InstanceSign event) {
        return new Sign(
                event.sequence(),
                event instanceof InstanceStopped stopped ? Optional.of(stopped.reason()) : Optional.empty(),
                event.counters(),
                event.openRequestsBefore(),
                openRequests(event));
    }

    private static Map<UUID, Optional<RequestPhase>> openRequests(InstanceSign event) {
        return event instanceof InstanceStopped stopped
                ? stopped.phases()
                : event.openRequests().stream().collect(Collectors.toMap(id -> id, id -> Optional.empty()));
    }

    /** A death gives way when the instance proves to live, and when there is better evidence for it. */
    private static InstanceState standing(
            InstanceState before, InstanceState now, Life life, Optional<Instant> verdictAt, Instant at) {
        Standing was = before.standing();
        Optional<Detector> death = life.death(now.sign().stopReason());
        List<ReplacedDeath> replaced = before.death()
                .filter(detector -> !death.equals(Optional.of(detector)))
                .map(detector -> new ReplacedDeath(detector, was.verdictAt().orElseThrow(), at))
                .map(last -> Kept.latest(was.replaced(), last, InstanceState.REPLACED_KEPT))
                .orElse(was.replaced());
        return now.withStanding(new Standing(life, verdictAt, replaced));
    }
}
