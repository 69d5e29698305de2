package dev.webcheck.worker;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The partitions of the topic that the consumer group has given to the consumers of this worker. Threadsafe. */
@ApplicationScoped
class OwnedPartitions {

    private final Map<Integer, Object> owners = new ConcurrentHashMap<>();

    Set<Integer> now() {
        return Set.copyOf(owners.keySet());
    }

    void add(Object consumer, Collection<Integer> partitions) {
        partitions.forEach(partition -> owners.put(partition, consumer));
    }

    /** Those that another consumer of this worker has been given meanwhile stay. */
    boolean remove(Object consumer, Collection<Integer> partitions) {
        return partitions.stream()
                .map(partition -> owners.remove(partition, consumer))
                .reduce(true, Boolean::logicalAnd);
    }
}
