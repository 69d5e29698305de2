package dev.webcheck.worker;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** The partitions of the topic that the consumer group has given to this worker. */
@ApplicationScoped
@Identifier(RequestEventsConsumer.CHANNEL) class OwnedPartitions implements KafkaConsumerRebalanceListener {

    private final StoredOffsets stored;
    private final Set<Integer> owned = new ConcurrentSkipListSet<>();

    OwnedPartitions(StoredOffsets stored) {
        this.stored = stored;
    }

    Set<Integer> now() {
        return Set.copyOf(owned);
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> owned.add(partition.partition()));
    }

    @Override
    public void onPartitionsRevoked(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        List<Integer> revoked =
                partitions.stream().map(TopicPartition::partition).toList();
        revoked.forEach(owned::remove);
        stored.forget(revoked);
    }
}
