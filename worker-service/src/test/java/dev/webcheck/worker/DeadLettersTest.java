package dev.webcheck.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class DeadLettersTest {

    private final Outages outages = new Outages("jdbc:postgresql://db/webcheck", "kafka:9092");
    private final Sent sent = new Sent();
    private final DeadLetters letters = new DeadLetters(sent.emitter(), outages, new SimpleMeterRegistry());

    @Test
    void letters_are_sent_when_the_broker_has_acknowledged_each_of_them() throws Exception {
        FutureTask<Void> sending = send();
        sent.acknowledge(1);
        await().during(Duration.ofMillis(50)).until(() -> !sending.isDone());

        sent.acknowledge(0);
        sending.get(10, TimeUnit.SECONDS);
        assertThat(outages.ofDeadLetters().since()).isEmpty();
    }

    @Test
    void an_attempt_that_fails_ends_when_none_of_its_letters_is_under_way_any_more() {
        FutureTask<Void> sending = send();
        sent.refuse(0, new TimeoutException("no metadata"));
        await().during(Duration.ofMillis(50)).until(() -> !sending.isDone());

        sent.acknowledge(1);
        assertThat(sending)
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .withRootCauseInstanceOf(TimeoutException.class);
        assertThat(outages.ofDeadLetters().since()).isPresent();
    }

    private FutureTask<Void> send() {
        FutureTask<Void> sending = new FutureTask<>(() -> {
            letters.send(List.of(letter(1), letter(2)));
            return null;
        });
        new Thread(sending).start();
        await().atMost(Duration.ofSeconds(30)).until(() -> sent.records().size() == 2);
        return sending;
    }

    private static DeadLetter letter(long offset) {
        ConsumerRecord<byte[], byte[]> source = new ConsumerRecord<>("topic", 0, offset, new byte[0], new byte[0]);
        return DeadLetter.unreadable(RecordPart.whole(source), new IllegalArgumentException("no event"));
    }
}
