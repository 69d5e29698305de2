package dev.webcheck.store.read.completeness;

import java.util.Optional;
import java.util.UUID;

/** A ledger and whose it is. */
record NamedLedger(Optional<String> service, Telling telling, InstanceLedger ledger) {

    InstanceAccount account(UUID instanceId) {
        return new InstanceAccount(
                instanceId, service, ledger.recorded(), telling.counters(), ledger.completeness(), ledger.hours());
    }
}
