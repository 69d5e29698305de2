package dev.webcheck.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Multi;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.junit.jupiter.api.Test;

class EventConsumerTest {

    private static final ConsumerRecords<byte[], byte[]> RECORDS = new ConsumerRecords<>(
            Map.of(
                    new TopicPartition("topic", 0),
                    List.of(new ConsumerRecord<>("topic", 0, 7, new byte[0], new byte[0]))),
            Map.of());

    private final List<Object> ended = new ArrayList<>();
    private final ProcessEnd end = new ProcessEnd() {
        @Override
        void afterBug(Throwable bug) {
            ended.add(bug);
        }

        @Override
        void because(String reason) {
            ended.add(reason);
        }
    };
    private final BatchesInWork inWork = new BatchesInWork();

    @Test
    void a_batch_is_in_work_until_it_is_stored_and_moves_on_with_each_part() {
        List<BatchesInWork.State> seen = new ArrayList<>();
        new EventConsumer(
                        (batch, movesOn) -> {
                            seen.addAll(inWork.states());
                            TimeUnit.MILLISECONDS.sleep(2);
                            movesOn.run();
                            seen.addAll(inWork.states());
                        },
                        inWork,
                        end)
                .consume(RECORDS);

        assertThat(seen).extracting(BatchesInWork.State::busy).containsExactly(true, true);
        assertThat(seen.get(1).since()).isAfter(seen.get(0).since());
        assertThat(inWork.states()).extracting(BatchesInWork.State::busy).containsExactly(false);
        assertThat(ended).isEmpty();
    }

    @Test
    void a_bug_ends_the_process_and_acknowledges_nothing() {
        IllegalStateException broken = new IllegalStateException("broken");
        EventConsumer consumer = new EventConsumer(
                (batch, movesOn) -> {
                    throw broken;
                },
                inWork,
                end);

        assertThatThrownBy(() -> consumer.consume(RECORDS)).hasCause(broken);
        assertThat(ended).containsExactly(broken);
        assertThat(inWork.states()).extracting(BatchesInWork.State::busy).containsExactly(false);
    }

    @Test
    void a_batch_that_is_interrupted_is_not_acknowledged_and_is_no_bug() throws InterruptedException {
        EventConsumer consumer = new EventConsumer(
                (batch, movesOn) -> {
                    throw new InterruptedException();
                },
                inWork,
                end);
        FutureTask<Void> call = new FutureTask<>(() -> consumer.consume(RECORDS), null);
        Thread thread = new Thread(call);
        thread.start();
        thread.join();

        assertThatThrownBy(call::get).isInstanceOf(ExecutionException.class);
        assertThat(ended).isEmpty();
    }

    @Test
    void a_stop_waits_for_the_batch_in_work() throws Exception {
        BatchesInWork.One one = inWork.begins();
        FutureTask<Void> stop = new FutureTask<>(() -> {
            inWork.awaitEnd(Duration.ofSeconds(30));
            return null;
        });
        new Thread(stop).start();
        assertThatThrownBy(() -> stop.get(100, TimeUnit.MILLISECONDS))
                .isInstanceOf(java.util.concurrent.TimeoutException.class);

        one.close();
        stop.get(10, TimeUnit.SECONDS);
    }

    @Test
    void a_consumer_that_the_broker_does_not_serve_ends_the_process() {
        new FailedChannels(end)
                .decorate(
                        Multi.createFrom().failure(new GroupAuthorizationException("webcheck-worker")),
                        List.of(EventConsumer.CHANNEL),
                        true)
                .subscribe()
                .with(message -> {}, failure -> {});

        assertThat(ended).singleElement().asString().contains("the broker does not serve this consumer");
    }
}
