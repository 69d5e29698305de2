package dev.webcheck.worker.deadletters;

import dev.webcheck.worker.deadletters.Choice.Fate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Appends letters to the topic of the events and, once that is acknowledged, remembers it. Confined to one thread. */
final class Republisher implements AutoCloseable {

    /** In bytes: far above what a broker takes, so that it is the broker's limit that counts. */
    private static final int LARGEST = 16 * 1024 * 1024;

    private record Sent(Letter letter, Future<RecordMetadata> answer) {}

    private final LetterTopic topic;
    private final KafkaProducer<byte[], byte[]> producer;
    private final int partitions;
    private final Map<TopicPartition, Long> doneBelow = new HashMap<>();
    private final Set<TopicPartition> withLeftOnes = new HashSet<>();
    private final List<String> refused = new ArrayList<>();

    Republisher(LetterTopic topic, Map<String, Object> kafka) {
        this.topic = topic;
        partitions = topic.partitionsOfEvents();
        Map<String, Object> config = new HashMap<>(kafka);
        config.put(ProducerConfig.CLIENT_ID_CONFIG, LetterTopic.GROUP);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST);
        // the count in the headers must not make a record too large that just fitted before
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "gzip");
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, LetterTopic.ANSWERS_WITHIN);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, LetterTopic.ANSWERS_WITHIN);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 2 * LetterTopic.ANSWERS_WITHIN);
        producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Republishes those that are chosen, and returns when all of them are acknowledged. */
    void republish(List<Letter> letters, Choice choice) throws InterruptedException {
        Set<Letter> left = new HashSet<>();
        List<Sent> sent = new ArrayList<>();
        for (Letter letter : letters) {
            Fate fate = choice.of(letter);
            if (fate == Fate.REPUBLISHED) {
                sent.add(new Sent(letter, producer.send(letter.original(partitions))));
            } else if (fate == Fate.LEFT) {
                left.add(letter);
            }
        }
        for (Sent one : sent) {
            if (!isTaken(one)) {
                left.add(one.letter());
            }
        }
        letters.forEach(letter -> remember(letter, left.contains(letter)));
        topic.republishedBelow(doneBelow);
    }

    /** Letters that the broker will never take, and why. */
    List<String> refused() {
        return refused;
    }

    private boolean isTaken(Sent sent) throws InterruptedException {
        try {
            sent.answer().get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RecordTooLargeException || e.getCause() instanceof InvalidRecordException) {
                refused.add(Printable.text(sent.letter().place() + " is refused by Kafka: "
                        + e.getCause().getMessage()));
                return false;
            }
            throw new KafkaException("a record was not taken", e.getCause());
        }
    }

    private void remember(Letter letter, boolean isLeft) {
        if (isLeft) {
            withLeftOnes.add(letter.partition());
        } else if (!withLeftOnes.contains(letter.partition())) {
            doneBelow.put(letter.partition(), letter.source().offset() + 1);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
