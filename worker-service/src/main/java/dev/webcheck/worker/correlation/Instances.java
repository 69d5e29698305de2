package dev.webcheck.worker.correlation;

import dev.webcheck.event.InstanceHeartbeat;
import dev.webcheck.event.InstanceSign;
import dev.webcheck.event.InstanceStopped;
import dev.webcheck.event.RequestCounters;
import dev.webcheck.event.RequestPhase;
import dev.webcheck.store.write.InstanceState;
import dev.webcheck.store.write.InstanceState.Heard;
import dev.webcheck.store.write.InstanceState.Life;
import dev.webcheck.store.write.InstanceState.Sign;
import dev.webcheck.store.write.PartitionClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** How events and ticks change an instance. */
final class Instances {

    /** For instances of which no heartbeat has told another. */
    static final Duration DEFAULT_LEASE = Duration.ofSeconds(10);

    /** Signs of one sequence number differ only if a sender is broken; then any fixed choice will do. */
    private static final Comparator<Sign> LATER = Comparator.comparingLong(Sign::sequence)
            .thenComparing(sign -> sign.stopReason().map(Enum::ordinal).orElse(-1))
            .thenComparing(Sign::counters, Comparator.comparingLong(RequestCounters::begun))
            .thenComparing(Sign::counters, Comparator.comparingLong(RequestCounters::ended))
            .thenComparing(Sign::openRequestsBefore)
            .thenComparing(sign -> new TreeMap<>(sign.openRequests()).toString());

    private Instances() {}

    /** An instance that was unknown until now: its lease begins with its first event, whatever that is. */
    static InstanceState unknown(UUID id, Arrival arrival, PartitionClock clock) {
        return new InstanceState(
                id,
                Optional.empty(),
                Life.ALIVE,
                new Heard(clock.partition(), clock.ticks(), arrival.at(), arrival.at()),
                Ticks.of(DEFAULT_LEASE),
                Sign.NONE,
                Optional.empty());
    }

    /** It was heard, which by itself does not renew its lease: what arrives may have been under way for long. */
    static InstanceState heard(InstanceState instance, Arrival arrival) {
        Heard was = instance.heard();
        Instant first = was.firstAt().isBefore(arrival.at()) ? was.firstAt() : arrival.at();
        Instant last = was.lastAt().isAfter(arrival.at()) ? was.lastAt() : arrival.at();
        return with(instance, new Heard(was.partition(), was.tick(), first, last));
    }

    /** It was heard of in an event that names its service. */
    static InstanceState named(InstanceState instance, String service) {
        boolean better =
                instance.service().map(known -> service.compareTo(known) < 0).orElse(true);
        return better
                ? new InstanceState(
                        instance.id(),
                        Optional.of(service),
                        instance.life(),
                        instance.heard(),
                        instance.leaseTicks(),
                        instance.sign(),
                        instance.verdictAt())
                : instance;
    }

    /** It has sent something that only the living send: a new sign, or a request that was not known before. */
    static InstanceState renewed(InstanceState instance, PartitionClock clock) {
        Heard was = instance.heard();
        InstanceState renewed =
                with(instance, new Heard(clock.partition(), clock.ticks(), was.firstAt(), was.lastAt()));
        return instance.life() == Life.PRESUMED_DEAD ? with(renewed, Life.ALIVE, Optional.empty()) : renewed;
    }

    /** A sign of it has arrived; one that is older than what is known changes nothing. */
    static InstanceState signed(InstanceState instance, InstanceSign event, Arrival arrival, PartitionClock clock) {
        Sign sign = sign(event);
        if (LATER.compare(sign, instance.sign()) <= 0) {
            return instance;
        }
        InstanceState renewed = renewed(instance, clock);
        boolean stopped = event instanceof InstanceStopped;
        return new InstanceState(
                instance.id(),
                renewed.service(),
                stopped ? Life.STOPPED : Life.ALIVE,
                renewed.heard(),
                Ticks.of(event instanceof InstanceHeartbeat heartbeat ? heartbeat.lease() : DEFAULT_LEASE),
                sign,
                stopped ? Optional.of(arrival.at()) : Optional.empty());
    }

    /** It has been silent for longer than its lease. A tick may follow at once, so a full tick more is waited for. */
    static boolean isExpired(InstanceState instance, PartitionClock clock) {
        return instance.life() == Life.ALIVE
                && instance.heard().partition() == clock.partition()
                && instance.heard().tick() + instance.leaseTicks() < clock.ticks();
    }

    static InstanceState presumedDead(InstanceState instance, PartitionClock clock) {
        return with(instance, Life.PRESUMED_DEAD, Optional.of(clock.at()));
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

    private static InstanceState with(InstanceState instance, Heard heard) {
        return new InstanceState(
                instance.id(),
                instance.service(),
                instance.life(),
                heard,
                instance.leaseTicks(),
                instance.sign(),
                instance.verdictAt());
    }

    private static InstanceState with(InstanceState instance, Life life, Optional<Instant> verdictAt) {
        return new InstanceState(
                instance.id(),
                instance.service(),
                life,
                instance.heard(),
                instance.leaseTicks(),
                instance.sign(),
                verdictAt);
    }
}
