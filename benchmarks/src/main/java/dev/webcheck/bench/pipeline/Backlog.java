package dev.webcheck.bench.pipeline;

import dev.webcheck.bench.harness.BenchFailure;
import dev.webcheck.event.EventCodec;
import dev.webcheck.event.RequestEventsTopic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Fills the topic as instances of the SDK would, several in each partition. Not threadsafe. */
final class Backlog implements AutoCloseable {

    private static final int SENDERS_PER_PARTITION = 2;

    private final EventCodec codec = new EventCodec();
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private final KafkaProducer<byte[], byte[]> producer;
    private final int partitions;
    private final int eventsPerRecord;

    Backlog(String bootstrapServers, int partitions, int eventsPerRecord) {
        this.partitions = partitions;
        this.eventsPerRecord = eventsPerRecord;
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        // as the SDK has it
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "gzip",
                        ProducerConfig.COMPRESSION_GZIP_LEVEL_CONFIG,
                        1,
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        256 * 1024,
                        ProducerConfig.LINGER_MS_CONFIG,
                        20),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Appends the whole life of some instances, and tells what is to be known of their requests. */
    Tally append(int requests, Load load, Traffic traffic) {
        List<Sender> senders = new ArrayList<>();
        List<RecordPacker> packers = new ArrayList<>();
        for (int i = 0; i < partitions * SENDERS_PER_PARTITION; i++) {
            int partition = i % partitions;
            RecordPacker packer = new RecordPacker(codec, eventsPerRecord, (key, value) -> send(partition, key, value));
            packers.add(packer);
            senders.add(new Sender("service-" + i, traffic, load.openRequests(), packer));
        }
        for (int i = 0; i < requests; i++) {
            senders.get(i % senders.size()).request();
        }
        senders.forEach(Sender::shutDown);
        packers.forEach(RecordPacker::flush);
        producer.flush();
        Exception failed = failure.get();
        if (failed != null) {
            throw new BenchFailure("The broker did not take the backlog: " + failed.getMessage());
        }
        return senders.stream().map(Sender::tally).reduce(Tally.empty(), Tally::plus);
    }

    int senders() {
        return partitions * SENDERS_PER_PARTITION;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback has the failure
    private void send(int partition, byte[] key, byte[] value) {
        producer.send(new ProducerRecord<>(RequestEventsTopic.NAME, partition, key, value), (metadata, failed) -> {
            if (failed != null) {
                failure.set(failed);
            }
        });
    }

    @Override
    public void close() {
        producer.close();
    }
}
