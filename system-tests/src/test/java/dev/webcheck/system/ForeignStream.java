package dev.webcheck.system;

import dev.webcheck.event.Event;
import dev.webcheck.event.EventCodec;
import dev.webcheck.event.RequestEventsTopic;
import dev.webcheck.system.ForeignInstance.Fate;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Foreign instances that come and go, sending all at once, with poison among what they send. */
final class ForeignStream implements AutoCloseable {

    private static final int AT_ONCE = 6;
    private static final int RECORDS_A_STEP = 5;
    private static final int MOST_EVENTS_OF_A_RECORD = 6;
    private static final int STEP_MILLIS = 10;
    private static final int STEPS_BETWEEN_POISONS = 25;

    private final Random random;
    private final KafkaProducer<byte[], byte[]> producer;
    private final EventCodec codec = new EventCodec();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final List<ForeignInstance> instances = new ArrayList<>();
    private final Map<ForeignInstance, Deque<Event>> talking = new HashMap<>();
    private final Deque<Poison> poisons = new ArrayDeque<>();
    private final Map<String, Poison> sentPoisons = new ConcurrentHashMap<>();
    private final Queue<Exception> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger sent = new AtomicInteger();
    private int steps;

    ForeignStream(String bootstrapServers, Random random) {
        this.random = random;
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        120_000,
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        1_048_576,
                        ProducerConfig.LINGER_MS_CONFIG,
                        5,
                        // else a send would wait while the broker is away
                        "metadata.recovery.strategy",
                        "none"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    void start() {
        var unused = thread.scheduleAtFixedRate(this::step, 0, STEP_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** How many events have been sent. */
    int sent() {
        return sent.get();
    }

    /** Lets everything be told, and answers when the broker has all of it. */
    void finish() throws InterruptedException {
        thread.shutdown();
        if (!thread.awaitTermination(2, TimeUnit.MINUTES)) {
            throw new AssertionError("the foreign instances cannot send any more");
        }
        while (!talking.isEmpty()) {
            tell(anyTalking());
        }
        poisons.forEach(poison -> send(anyKey(), ForeignRecord.of(poison)));
        for (ForeignInstance instance : instances) {
            for (Event event : instance.afterwards()) {
                send(RequestEventsTopic.key(event), ForeignRecord.of(List.of(codec.encode(event)), random));
            }
        }
        producer.flush();
        if (!failures.isEmpty()) {
            throw new AssertionError("the broker did not take a record", failures.peek());
        }
    }

    List<ForeignInstance> instances() {
        return instances;
    }

    /** The poison that was sent, by partition, offset and index. */
    Map<String, Poison> sentPoisons() {
        return sentPoisons;
    }

    private void step() {
        try {
            while (talking.size() < AT_ONCE) {
                bear();
            }
            for (int i = 0; i < RECORDS_A_STEP && !talking.isEmpty(); i++) {
                tell(anyTalking());
            }
            if (++steps % STEPS_BETWEEN_POISONS == 0 && !talking.isEmpty()) {
                poison();
            }
        } catch (RuntimeException e) {
            failures.add(e);
        }
    }

    private void bear() {
        Fate[] fates = Fate.values();
        Fate fate = instances.size() < fates.length ? fates[instances.size()] : fates[random.nextInt(fates.length)];
        ForeignInstance instance = ForeignInstance.of(random, fate, Instant.now());
        instances.add(instance);
        talking.put(instance, new ArrayDeque<>(instance.events()));
    }

    private ForeignInstance anyTalking() {
        List<ForeignInstance> all =
                instances.stream().filter(talking::containsKey).toList();
        return all.get(random.nextInt(all.size()));
    }

    private void tell(ForeignInstance instance) {
        send(RequestEventsTopic.key(instance.id()), ForeignRecord.of(next(instance), random));
    }

    private void poison() {
        if (poisons.isEmpty()) {
            poisons.addAll(Poison.all(instances.get(0).id()));
        }
        Poison poison = poisons.remove();
        if (poison.fitsIntoArray() && random.nextBoolean()) {
            ForeignInstance instance = anyTalking();
            send(RequestEventsTopic.key(instance.id()), ForeignRecord.of(next(instance), poison, random));
        } else {
            send(anyKey(), ForeignRecord.of(poison));
        }
    }

    /** What the instance tells next, in one record. */
    private List<byte[]> next(ForeignInstance instance) {
        Deque<Event> events = Objects.requireNonNull(talking.get(instance));
        List<byte[]> next = new ArrayList<>();
        int most = 1 + random.nextInt(MOST_EVENTS_OF_A_RECORD);
        while (next.size() < most && !events.isEmpty()) {
            next.add(codec.encode(events.remove()));
        }
        if (events.isEmpty()) {
            talking.remove(instance);
        }
        sent.addAndGet(next.size());
        return next;
    }

    private byte @Nullable [] anyKey() {
        return random.nextBoolean()
                ? RequestEventsTopic.key(
                        instances.get(random.nextInt(instances.size())).id())
                : null;
    }

    private void send(byte @Nullable [] key, ForeignRecord value) {
        send(new ProducerRecord<>(RequestEventsTopic.NAME, key, value.value()), where -> value.poison()
                .ifPresent(
                        poison -> sentPoisons.put(where.partition() + "@" + where.offset() + value.place(), poison)));
    }

    private void send(ProducerRecord<byte[], byte[]> message, Consumer<RecordMetadata> taken) {
        var unused = producer.send(message, (where, failure) -> {
            if (failure == null) {
                taken.accept(where);
            } else {
                failures.add(failure);
            }
        });
    }

    @Override
    public void close() {
        thread.shutdownNow();
        producer.close();
    }
}
