package dev.webcheck.store.read.completeness;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** One transaction a question. */
@ApplicationScoped
class StoredCompleteness {

    private static final int MOST_INSTANCES = 10_000;
    private static final int MOST_HOURS = 100_000;

    private final InstanceHours hours;

    StoredCompleteness(InstanceHours hours) {
        this.hours = hours;
    }

    @Transactional
    Optional<InstanceAccount> ofInstance(UUID id) {
        return Optional.ofNullable(hours.ledgers(List.of(id), MOST_HOURS).get(id))
                .map(ledger -> ledger.account(id));
    }

    @Transactional
    List<HourAccount> ofHours(Instant from, Instant to) {
        List<UUID> instances = hours.instances(from, to, MOST_INSTANCES);
        SortedMap<Instant, List<HourAccount>> byHour = new TreeMap<>(Collections.reverseOrder());
        hours.ledgers(instances, MOST_HOURS).values().stream()
                .flatMap(ledger -> ledger.ledger().hours().stream())
                .filter(account ->
                        !account.hour().isBefore(from) && account.hour().isBefore(to))
                .forEach(account -> byHour.computeIfAbsent(account.hour(), none -> new ArrayList<>())
                        .add(account));
        return byHour.entrySet().stream()
                .map(entry -> HourAccount.sum(entry.getKey(), entry.getValue()))
                .toList();
    }
}
