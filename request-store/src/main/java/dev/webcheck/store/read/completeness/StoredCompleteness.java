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

    /** Each is told. */
    private static final int MOST_HOURS_OF_ONE = 20_000;

    private final InstanceHours hours;

    StoredCompleteness(Connection connection) {
        this.hours = new InstanceHours(connection);
    }

    Optional<InstanceAccount> ofInstance(UUID id) throws SQLException {
        List<InstanceAccount> found = new ArrayList<>();
        hours.ledgers(List.of(id), MOST_HOURS_OF_ONE, (instance, ledger) -> found.add(ledger.account(instance)));
        return found.stream().findFirst();
    }

    List<HourAccount> ofHours(Instant from, Instant to) throws SQLException {
        SortedMap<Instant, HourAccount> sums = new TreeMap<>(Collections.reverseOrder());
        hours.ledgers(
                hours.instances(from, to, MOST_INSTANCES),
                MOST_HOURS,
                (instance, ledger) -> ledger.ledger().hours().stream()
                        .filter(account ->
                                !account.hour().isBefore(from) && account.hour().isBefore(to))
                        .forEach(account -> sums.merge(account.hour(), account, HourAccount::plus)));
        return List.copyOf(sums.values());
    }
}
