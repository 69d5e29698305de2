package dev.webcheck.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.webcheck.event.Event;
import dev.webcheck.event.JsonSlice;
import dev.webcheck.ingest.batch.ValidEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.junit.jupiter.api.Test;

class EventTopicTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(50);

    private final List<ProducerRecord<byte[], byte[]>> sent = new CopyOnWriteArrayList<>();
    private final List<CompletableFuture<Void>> acknowledgements = new CopyOnWriteArrayList<>();

    @Test
    void a_batch_is_appended_once_each_of_its_records_is_acknowledged() {
        CompletableFuture<Void> appended =
                CompletableFuture.runAsync(() -> topic(LONG).append(events(3)));
        await().atMost(LONG).until(() -> sent.size() == 3);
        acknowledgements.get(0).complete(null);
        acknowledgements.get(2).complete(null);
        await().during(SHORT).until(() -> !appended.isDone());

        acknowledgements.get(1).complete(null);
        await().untilAsserted(() -> assertThat(appended).isCompleted());
    }

    @Test
    void a_record_that_is_not_taken_fails_its_batch_at_once() {
        CompletableFuture<Void> appended =
                CompletableFuture.runAsync(() -> topic(LONG).append(events(2)));
        await().atMost(LONG).until(() -> sent.size() == 2);
        acknowledgements.get(0).completeExceptionally(new NotEnoughReplicasException("one of two"));

        await().untilAsserted(() -> assertThat(appended)
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withRootCauseInstanceOf(NotEnoughReplicasException.class));
    }

    @Test
    void while_records_of_a_refused_batch_wait_for_the_broker_no_others_join_them() {
        EventTopic topic = topic(SHORT);
        assertThatThrownBy(() -> topic.append(events(2))).isInstanceOf(Unacknowledged.class);
        acknowledgements.get(0).complete(null);

        assertThatThrownBy(() -> topic.append(events(2)))
                .isInstanceOf(Unacknowledged.class)
                .hasMessageContaining("an earlier batch");
        assertThat(sent).hasSize(2);

        acknowledgements.get(1).completeExceptionally(new NotEnoughReplicasException("one of two"));
        assertThatThrownBy(() -> topic.append(events(2))).hasMessageContaining("in time");
        assertThat(sent).hasSize(4);
    }

    /** Of as many instances, so each is a record. */
    private static List<ValidEvent> events(int count) {
        return Stream.generate(() -> Events.begin(UUID.randomUUID(), "https://example.org/"))
                .limit(count)
                .map(EventTopicTest::valid)
                .toList();
    }

    private static ValidEvent valid(Event event) {
        byte[] text = Events.json(event).getBytes(StandardCharsets.UTF_8);
        return new ValidEvent(event, text, new JsonSlice(0, text.length));
    }

    private EventTopic topic(Duration ackTimeout) {
        return new EventTopic(emitter(), new Present(), ackTimeout);
    }

    /** Keeps what is sent; the test acknowledges it. */
    @SuppressWarnings("unchecked")
    private MutinyEmitter<ProducerRecord<byte[], byte[]>> emitter() {
        return (MutinyEmitter<ProducerRecord<byte[], byte[]>>) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {MutinyEmitter.class}, (self, method, arguments) -> {
                    sent.add((ProducerRecord<byte[], byte[]>) arguments[0]);
                    CompletableFuture<Void> acknowledgement = new CompletableFuture<>();
                    acknowledgements.add(acknowledgement);
                    return Uni.createFrom().completionStage(acknowledgement);
                });
    }

    /** A topic that is there. */
    private static final class Present extends TopicPresence {
        Present() {
            super(Map.of());
        }

        @Override
        void require() {}
    }
}
