package dev.webcheck.client.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webcheck.event.EventCodec;
import dev.webcheck.event.InstanceStopped;
import dev.webcheck.event.RequestCounters;
import dev.webcheck.event.StopReason;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventTypeTest {

    @Test
    void the_type_is_where_the_codec_writes_it() {
        InstanceStopped stopped = new InstanceStopped(
                UUID.randomUUID(), "s", 1, StopReason.CLOSED, new RequestCounters(0, 0, 0), Instant.now(), Map.of());
        assertThat(EventType.of(new EventCodec().encode(stopped))).isEqualTo("InstanceStopped");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"type\":\"a b\"}", "{\"id\":1,\"type\":\"RequestBegin\"}"})
    void anything_else_is_some_event(String event) {
        assertThat(EventType.of(event.getBytes(StandardCharsets.UTF_8))).isEqualTo("event");
    }
}
