package dev.webcheck.store.read.completeness;

import dev.webcheck.event.RequestCounters;
import dev.webcheck.store.read.completeness.Completeness.Complete;
import dev.webcheck.store.read.completeness.Completeness.Missing;
import dev.webcheck.store.read.completeness.Completeness.Reason;
import dev.webcheck.store.read.completeness.Completeness.Unknown;
import dev.webcheck.store.read.completeness.Telling.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Holds what an instance has counted against what is recorded of it.
 *
 * <p>In the log, every begin that a sign has counted stands before that sign. So what the latest sign counts beyond the begins
 * that are recorded is missing; and where that sign is the last, nothing else can be. Beyond the last sign of an instance that
 * runs or fell silent, nothing is known.
 *
 * <p>A sign that came in an hour counts the begins of that hour up to it, so it is a bound for the hours before and no
 * measure of its own. Where it counts no more than what is recorded as started before its hour, all hours before are complete. More is
 * known where it was kept what was recorded at a sign: {@link SignProofs}.
 *
 * <p>Its methods are pure functions.
 */
final class InstanceLedger {

    /**
     * An hour of an instance.
     *
     * @param recorded what is recorded of the requests that started in it
     * @param told the highest counters that its signs have told, whose bound lies in it
     * @param first the first of these signs of which it is known what was recorded at it
     * @param last the latest of these, of those at which no begin of a later hour was recorded
     */
    record Hour(Recorded recorded, Optional<RequestCounters> told, Optional<Check> first, Optional<Check> last) {}

    private final Telling telling;
    private final SortedMap<Instant, Hour> hours;
    private final boolean allKept;
    private final Recorded recorded;

    /**
     * @param hours all hours of the instance that are kept
     * @param allKept false if some may be deleted
     */
    InstanceLedger(Telling telling, SortedMap<Instant, Hour> hours, boolean allKept) {
        this.telling = telling;
        this.hours = hours;
        this.allKept = allKept;
        this.recorded = hours.values().stream().map(Hour::recorded).reduce(Recorded.NONE, Recorded::plus);
    }

    Recorded recorded() {
        return recorded;
    }

    Completeness completeness() {
        long beyond = beyond();
        long atLastSign = telling.standing() == Standing.OVER ? 0 : SignProofs.missingAtLast(hours);
        long missing = Math.max(recorded.withoutBegin(), Math.max(atLastSign, allKept ? beyond : 0));
        if (missing > 0) {
            return new Missing(missing);
        }
        return nothingKnownToBeMissing(beyond);
    }

    private Completeness nothingKnownToBeMissing(long beyond) {
        return unknown(beyond).<Completeness>map(Unknown::new).orElseGet(Complete::new);
    }

    /** How many begins the latest sign counts that are not recorded, or not kept. */
    private long beyond() {
        long counted = telling.counters().map(RequestCounters::begun).orElse(0L);
        return Math.max(0, counted - recorded.begun());
    }

    private Optional<Reason> unknown(long beyond) {
        if (telling.standing() == Standing.SILENT) {
            return Optional.of(Reason.SILENT);
        }
        if (beyond > 0) {
            return Optional.of(Reason.NOT_KEPT);
        }
        if (telling.counters().isEmpty()) {
            return Optional.of(Reason.NO_SIGN);
        }
        return telling.standing() == Standing.RUNNING ? Optional.of(Reason.RUNNING) : Optional.empty();
    }

    /** The accounts of its hours, oldest first. */
    List<HourAccount> hours() {
        Optional<Instant> settled = settledBefore();
        Map<Instant, Long> proven = SignProofs.missing(hours);
        Completeness others = others(proven);
        List<HourAccount> accounts = new ArrayList<>();
        long unrecordedBefore = 0;
        for (Map.Entry<Instant, Hour> entry : hours.entrySet()) {
            Instant start = entry.getKey();
            Hour hour = entry.getValue();
            long unrecorded = Math.max(
                    unrecordedBefore,
                    hour.told().map(RequestCounters::unrecorded).orElse(0L));
            boolean isSettled = settled.filter(start::isBefore).isPresent();
            accounts.add(new HourAccount(
                    start,
                    1,
                    hour.recorded(),
                    unrecorded - unrecordedBefore,
                    Optional.ofNullable(proven.get(start))
                            .map(InstanceLedger::missing)
                            .orElseGet(() -> ofHour(hour, isSettled ? new Complete() : others))));
            unrecordedBefore = unrecorded;
        }
        return accounts;
    }

    /** The latest hour before which a sign proves all to be recorded. */
    private Optional<Instant> settledBefore() {
        Optional<Instant> settled = Optional.empty();
        long begunBefore = 0;
        for (Map.Entry<Instant, Hour> entry : hours.entrySet()) {
            Optional<RequestCounters> told = entry.getValue().told();
            if (told.isPresent() && told.get().begun() <= begunBefore) {
                settled = Optional.of(entry.getKey());
            }
            begunBefore += entry.getValue().recorded().begun();
        }
        return settled;
    }

    /** How it stands about the hours of which nothing is proven. */
    private Completeness others(Map<Instant, Long> proven) {
        Completeness whole = completeness();
        long known = hours.entrySet().stream()
                .mapToLong(entry -> proven.getOrDefault(
                        entry.getKey(), entry.getValue().recorded().withoutBegin()))
                .sum();
        boolean isExplained = whole instanceof Missing missing && missing.requests() <= known;
        return isExplained ? nothingKnownToBeMissing(allKept ? 0 : beyond()) : whole;
    }

    private static Completeness missing(long requests) {
        return requests == 0 ? new Complete() : new Missing(requests);
    }

    private Completeness ofHour(Hour hour, Completeness whole) {
        if (hour.recorded().withoutBegin() > 0) {
            return new Missing(hour.recorded().withoutBegin());
        }
        if (whole instanceof Missing) {
            return hours.size() == 1 ? whole : new Unknown(Reason.MISSING_ELSEWHERE);
        }
        return whole;
    }
}
