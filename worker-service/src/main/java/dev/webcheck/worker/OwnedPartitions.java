package dev.webcheck.worker;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** The partitions of the topic that the consumer group has given to this worker. Threadsafe. */
@ApplicationScoped
class OwnedPartitions {

    private final Set<Integer> owned = new ConcurrentSkipListSet<>();

    Set<Integer> now() {
        return Set.copyOf(owned);
    }

    void add(Collection<Integer> partitions) {
        owned.addAll(partitions);
    }

    void remove(Collection<Integer> partitions) {
        owned.removeAll(partitions);
    }
}
