package dev.webcheck.store.read.completeness;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** Answers about what may be missing. Needs a transaction of one moment. */
final class StoredCompleteness {

    private static final int MOST_INSTANCES = 10_000;
    private static final int MOST_HOURS = 100_000;

    private final InstanceHours hours;

    StoredCompleteness(Connection connection) {
        this.hours = new InstanceHours(connection);
    }

    Optional<InstanceAccount> ofInstance(UUID id) throws SQLException {
        return Optional.ofNullable(hours.ledgers(List.of(id), MOST_HOURS).get(id))
                .map(ledger -> ledger.account(id));
    }

    List<HourAccount> ofHours(Instant from, Instant to) throws SQLException {
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
