package dev.webcheck.worker.deadletters;

import dev.webcheck.event.RequestEventsTopic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The dead-letter topic up to where it ends when it is opened, so that no letter is met twice in one run. How far its letters
 * have been republished is the committed offset of a consumer group. Confined to one thread.
 */
final class LetterTopic implements AutoCloseable {

    static final String GROUP = "webcheck-dead-letters";

    /** In milliseconds: how long Kafka may take for an answer. */
    static final int ANSWERS_WITHIN = 10_000;

    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Long> ends;
    private final Map<TopicPartition, Long> republished = new HashMap<>();

    private LetterTopic(KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
        this.consumer = consumer;
        consumer.assign(partitions);
        ends = consumer.endOffsets(partitions);
        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(Set.copyOf(partitions));
        consumer.beginningOffsets(partitions).forEach((partition, beginning) -> {
            OffsetAndMetadata offset = committed.get(partition);
            republished.put(partition, offset == null ? beginning : Math.max(beginning, offset.offset()));
        });
    }

    /** Opens it at the letters that were not republished yet, or at its beginning. */
    static LetterTopic open(Map<String, Object> kafka, boolean fromBeginning) {
        Map<String, Object> config = new HashMap<>(kafka);
        config.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, GROUP);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWERS_WITHIN);
        config.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, ANSWERS_WITHIN);
        Object servers = config.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG);
        try {
            return open(
                    new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
                    fromBeginning);
        } catch (TimeoutException e) {
            throw new KafkaException("no answer from " + servers + " within " + ANSWERS_WITHIN / 1_000 + " s", e);
        } catch (KafkaException e) {
            throw new KafkaException("at " + servers + ", " + KafkaFailure.root(e), e);
        }
    }

    private static LetterTopic open(KafkaConsumer<byte[], byte[]> consumer, boolean fromBeginning) {
        try {
            List<TopicPartition> partitions = partitions(consumer, RequestEventsTopic.DEAD_LETTER_NAME);
            LetterTopic topic = new LetterTopic(consumer, partitions);
            if (fromBeginning) {
                consumer.seekToBeginning(partitions);
            } else {
                topic.republished.forEach(consumer::seek);
            }
            return topic;
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    /** How many partitions the topic of the events has. */
    int partitionsOfEvents() {
        return partitions(consumer, RequestEventsTopic.NAME).size();
    }

    /** The next letters, in their order; none at the end. */
    List<Letter> next() {
        List<Letter> letters = new ArrayList<>();
        while (letters.isEmpty() && !isAtEnd()) {
            consumer.poll(POLL).forEach(found -> {
                Letter letter = new Letter(found);
                if (found.offset() < ends.getOrDefault(letter.partition(), 0L)) {
                    letters.add(letter);
                }
            });
        }
        return letters;
    }

    /** Whether the letter has not been republished yet, as far as the committed offset tells. */
    boolean waits(Letter letter) {
        return letter.source().offset() >= republished.getOrDefault(letter.partition(), 0L);
    }

    /** All letters below these offsets need not be met again. What was further already stays so. */
    void republishedBelow(Map<TopicPartition, Long> offsets) {
        Map<TopicPartition, OffsetAndMetadata> forward = new HashMap<>();
        offsets.forEach((partition, offset) -> {
            if (offset > republished.getOrDefault(partition, 0L)) {
                republished.put(partition, offset);
                forward.put(partition, new OffsetAndMetadata(offset));
            }
        });
        if (!forward.isEmpty()) {
            consumer.commitSync(forward);
        }
    }

    private boolean isAtEnd() {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer, String topic) {
        Set<TopicPartition> partitions = new HashSet<>();
        consumer.partitionsFor(topic).forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
        if (partitions.isEmpty()) {
            throw new UnknownTopicOrPartitionException(
                    "there is no topic " + topic + ", so no worker has been started on this Kafka");
        }
        return List.copyOf(partitions);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
