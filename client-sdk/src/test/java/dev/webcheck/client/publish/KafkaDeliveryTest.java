package dev.webcheck.client.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class KafkaDeliveryTest {

    private final List<String> sent = new ArrayList<>();

    @Test
    void what_is_acknowledged_is_sent_once() throws Exception {
        KafkaDelivery delivery = delivery(event -> acknowledged(), "a", "b");
        delivery.run();
        assertThat(sent).containsExactly("a", "b");
        assertThat(delivery.refusals()).isEmpty();
    }

    @Test
    void what_is_too_large_is_refused_and_nothing_else_is_sent_again() throws Exception {
        KafkaDelivery delivery = delivery(
                event -> event.equals("L") ? failed(new RecordTooLargeException("too large")) : acknowledged(),
                "a",
                "L",
                "b",
                "L");
        delivery.run();
        assertThat(sent).containsExactly("a", "L", "b", "L");
        assertThat(delivery.refusals()).isEqualTo(Map.of(1, "too large", 3, "too large"));
    }

    @Test
    void what_is_invalid_is_refused_and_what_it_took_down_is_sent_again_in_order() throws Exception {
        KafkaDelivery delivery = delivery(
                event -> {
                    if (event.equals("I")) {
                        return failed(new InvalidRecordException("invalid"));
                    }
                    boolean together = sent.size() <= 5;
                    return event.equals("L")
                            ? failed(new RecordTooLargeException("too large"))
                            : together && !event.equals("a")
                                    ? failed(new KafkaException("part of a batch with an invalid record"))
                                    : acknowledged();
                },
                "a",
                "b",
                "I",
                "L",
                "c");
        delivery.run();
        assertThat(sent).containsExactly("a", "b", "I", "L", "c", "b", "I", "c");
        assertThat(delivery.refusals()).isEqualTo(Map.of(2, "invalid", 3, "too large"));
    }

    @Test
    void a_broker_that_calls_a_whole_batch_invalid_makes_only_the_invalid_one_be_refused() throws Exception {
        KafkaDelivery delivery = delivery(
                event -> sent.size() <= 3 || event.equals("I")
                        ? failed(new InvalidRecordException("invalid"))
                        : acknowledged(),
                "a",
                "I",
                "b");
        delivery.run();
        assertThat(delivery.refusals()).isEqualTo(Map.of(1, "invalid"));
    }

    @Test
    void a_failure_that_is_no_refusal_is_thrown_before_the_next_event_waits_for_it_as_well() {
        KafkaDelivery delivery = delivery(event -> failed(new TimeoutException("no metadata")), "a", "b");
        assertThatThrownBy(delivery::run).isInstanceOf(ExecutionException.class).hasMessageContaining("no metadata");
        assertThat(sent).containsExactly("a");
    }

    @Test
    void a_failure_while_the_rest_is_sent_again_is_thrown() {
        KafkaDelivery delivery = delivery(
                event -> event.equals("I")
                        ? failed(new InvalidRecordException("invalid"))
                        : sent.size() <= 2 ? acknowledged() : failed(new TimeoutException("away")),
                "I",
                "b");
        assertThatThrownBy(delivery::run).hasMessageContaining("away");
    }

    @Test
    void events_go_in_records_of_several_up_to_a_size() throws Exception {
        KafkaDelivery delivery = new KafkaDelivery(
                value -> sendTo(value, event -> acknowledged()),
                Future::get,
                Texts.events("a", "b", "cc", "d", "eeeeeeee"),
                8);
        delivery.run();
        assertThat(sent).containsExactly("[a,b,cc]", "d", "eeeeeeee");
    }

    @Test
    void a_record_that_is_too_large_is_halved_and_what_came_after_it_is_sent_again_behind_it() throws Exception {
        KafkaDelivery delivery = new KafkaDelivery(
                value -> sendTo(
                        value,
                        event ->
                                event.length() > 6 ? failed(new RecordTooLargeException("too large")) : acknowledged()),
                Future::get,
                Texts.events("a", "b", "c", "d", "LLLLLLL", "e"),
                9);
        delivery.run();
        assertThat(sent).containsExactly("[a,b,c,d]", "LLLLLLL", "e", "[a,b,c,d]", "[a,b]", "[c,d]", "e");
        assertThat(delivery.refusals()).isEqualTo(Map.of(4, "too large"));
        assertThat(delivery.tooLarge()).hasValue(9);
    }

    @Test
    void the_invalid_event_of_a_record_is_found() throws Exception {
        KafkaDelivery delivery = new KafkaDelivery(
                value -> sendTo(
                        value,
                        event -> event.contains("I") ? failed(new InvalidRecordException("invalid")) : acknowledged()),
                Future::get,
                Texts.events("a", "b", "I", "d", "e"),
                100);
        delivery.run();
        assertThat(sent).containsExactly("[a,b,I,d,e]", "[a,b,I,d,e]", "[a,b]", "[I,d,e]", "I", "[d,e]");
        assertThat(delivery.refusals()).isEqualTo(Map.of(2, "invalid"));
    }

    private Future<?> sendTo(byte[] value, Function<String, Future<?>> broker) {
        String text = new String(value, StandardCharsets.UTF_8);
        sent.add(text);
        return broker.apply(text);
    }

    /** One event a record. */
    private KafkaDelivery delivery(Function<String, Future<?>> broker, String... events) {
        return new KafkaDelivery(value -> sendTo(value, broker), Future::get, Texts.events(events), 1);
    }

    private static Future<?> acknowledged() {
        return CompletableFuture.completedFuture(null);
    }

    private static Future<?> failed(Exception failure) {
        return CompletableFuture.failedFuture(failure);
    }
}
