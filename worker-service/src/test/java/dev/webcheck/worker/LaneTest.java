package dev.webcheck.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smallrye.mutiny.Multi;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LaneTest {

    private final CountDownLatch go = new CountDownLatch(1);
    private final List<Batch> stored = new CopyOnWriteArrayList<>();
    private final List<Long> acknowledged = new CopyOnWriteArrayList<>();
    private final List<Object> ended = new CopyOnWriteArrayList<>();
    private final AtomicLong asked = new AtomicLong();
    private final BatchesInWork inWork = new BatchesInWork();
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
    private Lane lane = open((batch, movesOn) -> {
        go.await();
        stored.add(batch);
    });

    private Lane open(Lane.Handling handling) {
        Lane opened = new Lane("lane", handling, inWork, end);
        opened.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long more) {
                asked.addAndGet(more);
            }

            @Override
            public void cancel() {}
        });
        return opened;
    }

    @AfterEach
    void close() {
        lane.close();
        lane.interrupt();
    }

    @Test
    void what_is_polled_while_a_batch_is_in_work_makes_the_next_one_in_its_order() {
        poll(PolledRecords.range(0, 0, 1));
        awaitBusy();
        poll(PolledRecords.range(0, 1, 3));
        poll(PolledRecords.range(2, 7, 8));
        poll(PolledRecords.range(0, 3, 4));
        go.countDown();

        await().until(() -> stored.size() == 2);
        assertThat(stored.get(1).records())
                .extracting(each -> each.partition() + "@" + each.offset())
                .containsExactly("0@1", "0@2", "2@7", "0@3");
        assertThat(stored.get(1).spans().get(0))
                .extracting(Batch.Span::first, Batch.Span::last)
                .containsExactly(1L, 3L);
    }

    @Test
    void a_poll_is_acknowledged_once_it_is_stored() {
        poll(PolledRecords.range(0, 4, 5));
        awaitBusy();
        poll(PolledRecords.range(0, 5, 9));
        assertThat(acknowledged).isEmpty();
        go.countDown();

        await().until(() -> acknowledged.size() == 2);
        assertThat(acknowledged).containsExactly(4L, 8L);
        assertThat(stored).hasSize(2);
    }

    @Test
    void no_further_poll_is_asked_for_while_the_next_batch_is_full_of_records() {
        poll(PolledRecords.range(0, 0, 1));
        awaitBusy();
        poll(PolledRecords.range(0, 1, Batch.MOST_RECORDS));
        assertThat(asked).hasValue(3);
        poll(PolledRecords.range(0, Batch.MOST_RECORDS, Batch.MOST_RECORDS + 2));
        assertThat(asked).hasValue(3);
        go.countDown();

        await().until(() -> asked.get() == 4);
        await().until(() -> stored.size() == 3);
        assertThat(stored).extracting(batch -> batch.records().size()).containsExactly(1, Batch.MOST_RECORDS, 1);
    }

    @Test
    void no_further_poll_is_asked_for_while_the_next_batch_is_full_of_bytes() {
        poll(PolledRecords.range(0, 0, 1));
        awaitBusy();
        ConsumerRecord<byte[], byte[]> large = PolledRecords.ofSize(Batch.MOST_BYTES / 2);
        poll(List.of(large));
        assertThat(asked).hasValue(3);
        poll(List.of(large));
        assertThat(asked).hasValue(3);
        go.countDown();

        await().until(() -> asked.get() == 4);
    }

    @Test
    void a_closed_lane_ends_the_batch_in_work_and_begins_no_other() throws InterruptedException {
        poll(PolledRecords.range(0, 0, 1));
        awaitBusy();
        poll(PolledRecords.range(0, 1, 2));
        lane.close();
        poll(PolledRecords.range(0, 2, 3));
        go.countDown();

        inWork.awaitEnd(Duration.ofSeconds(10));
        assertThat(acknowledged).containsExactly(0L);
        assertThat(ended).isEmpty();
    }

    @Test
    void a_batch_is_in_work_until_it_is_stored_and_moves_on_with_each_part() throws InterruptedException {
        lane.close();
        CountDownLatch begun = new CountDownLatch(1);
        lane = open((batch, movesOn) -> {
            begun.countDown();
            go.await();
            TimeUnit.MILLISECONDS.sleep(2);
            movesOn.run();
            new CountDownLatch(1).await();
        });
        poll(PolledRecords.range(0, 0, 1));
        begun.await();
        BatchesInWork.State before = inWork.states().get(0);
        go.countDown();

        await().until(() -> inWork.states().get(0).since().isAfter(before.since()));
        assertThat(inWork.states()).extracting(BatchesInWork.State::busy).containsExactly(true);
    }

    @Test
    void a_bug_ends_the_process_and_acknowledges_nothing() {
        IllegalStateException broken = new IllegalStateException("broken");
        lane.close();
        lane = open((batch, movesOn) -> {
            throw broken;
        });

        poll(PolledRecords.range(0, 0, 1));

        await().until(() -> ended.contains(broken));
        assertThat(acknowledged).isEmpty();
    }

    @Test
    void a_batch_that_is_interrupted_is_not_acknowledged_and_is_no_bug() {
        poll(PolledRecords.range(0, 0, 1));
        awaitBusy();
        lane.interrupt();

        await().until(() -> !isBusy());
        assertThat(acknowledged).isEmpty();
        assertThat(ended).isEmpty();
    }

    @Test
    void a_stop_waits_for_the_batch_in_work() throws Exception {
        BatchesInWork.One one = inWork.begins();
        FutureTask<Boolean> stop = new FutureTask<>(() -> {
            inWork.awaitEnd(Duration.ofSeconds(30));
            return isBusy();
        });
        new Thread(stop).start();
        one.close();

        assertThat(stop.get(10, TimeUnit.SECONDS)).isFalse();
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

    private void poll(List<ConsumerRecord<byte[], byte[]>> records) {
        ConsumerRecord<byte[], byte[]> first = records.get(0);
        long last = records.get(records.size() - 1).offset();
        lane.onNext(Message.of(
                new ConsumerRecords<>(Map.of(new TopicPartition(first.topic(), first.partition()), records), Map.of()),
                () -> {
                    acknowledged.add(last);
                    return CompletableFuture.completedFuture(null);
                }));
    }

    private void awaitBusy() {
        await().until(this::isBusy);
    }

    private boolean isBusy() {
        return inWork.states().stream().anyMatch(BatchesInWork.State::busy);
    }
}
