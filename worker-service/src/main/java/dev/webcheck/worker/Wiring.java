package dev.webcheck.worker;

import dev.webcheck.correlation.rule.Rules;
import dev.webcheck.event.EventCodec;
import dev.webcheck.store.write.CorrelationStore;
import dev.webcheck.store.write.Retention;
import dev.webcheck.store.write.Settling;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The plain objects that the beans share. */
@ApplicationScoped
class Wiring {

    static final String TICKS = "ticks";
    static final String DEAD_LETTERS = "dead-letters";

    /** A tick that cannot be appended soon says nothing any more. */
    static final Duration TICK_LIVES = Duration.ofSeconds(3);

    @Produces
    @Singleton
    EventCodec codec() {
        return new EventCodec();
    }

    @Produces
    @Singleton
    CorrelationStore store(DataSource dataSource) {
        return new CorrelationStore(dataSource);
    }

    @Produces
    @Singleton
    Rules rules(WorkerSettings settings) {
        return Rules.withDeadline(settings.deadline());
    }

    @Produces
    @Singleton
    Retention retention(DataSource dataSource) {
        return new Retention(dataSource);
    }

    @Produces
    @Singleton
    Settling settling(DataSource dataSource) {
        return new Settling(dataSource);
    }

    @Produces
    @Singleton
    @Identifier(TICKS) Producer<byte[], byte[]> ticks(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
        Map<String, Object> config = new HashMap<>(kafka);
        config.put(ProducerConfig.CLIENT_ID_CONFIG, "webcheck-worker-ticks");
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, TICK_LIVES.toMillis());
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) TICK_LIVES.toMillis());
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) TICK_LIVES.toMillis());
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Produces
    @Singleton
    @Identifier(DEAD_LETTERS) Producer<byte[], byte[]> deadLetters(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
        Map<String, Object> config = new HashMap<>(kafka);
        config.put(ProducerConfig.CLIENT_ID_CONFIG, "webcheck-worker-dead-letters");
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, DeadLetter.LARGEST);
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    void close(@Disposes @Identifier(TICKS) Producer<byte[], byte[]> ticks) {
        ticks.close(Duration.ZERO);
    }

    void closeDeadLetters(@Disposes @Identifier(DEAD_LETTERS) Producer<byte[], byte[]> deadLetters) {
        deadLetters.close();
    }
}
