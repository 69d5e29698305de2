package dev.webcheck.bench.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webcheck.event.Event;
import dev.webcheck.event.InstanceHeartbeat;
import dev.webcheck.event.InstanceStopped;
import dev.webcheck.event.RequestBegin;
import dev.webcheck.event.RequestCompleted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SenderTest {

    private static final int REQUESTS = 9_000;

    private final List<Event> events = new ArrayList<>();

    @Test
    void an_end_follows_its_begin_at_the_distance_of_the_load() {
        send(50);

        Map<UUID, Integer> begins = new HashMap<>();
        int nearest = Integer.MAX_VALUE;
        // neither the first begins, between which there are no ends, nor the last ends
        for (int i = 0; i < events.size() - 100; i++) {
            if (events.get(i) instanceof RequestBegin begin) {
                begins.put(begin.id(), i);
            } else if (i > 200 && events.get(i) instanceof RequestCompleted end) {
                nearest = Math.min(nearest, i - begins.getOrDefault(end.id(), i));
            }
        }
        assertThat(nearest).isBetween(90, 110);
    }

    @Test
    void the_tally_counts_each_request_once_and_the_endless_as_crashed() {
        Tally tally = send(50);

        assertThat(tally.requests()).isEqualTo(REQUESTS);
        assertThat(tally.durations()).isEqualTo(REQUESTS - 9);
        assertThat(tally.outcomes()).containsEntry("CRASHED", 9L);
        assertThat(events).filteredOn(InstanceHeartbeat.class::isInstance).hasSize(2);
        assertThat(events.get(events.size() - 1))
                .isInstanceOfSatisfying(
                        InstanceStopped.class, stop -> assertThat(stop.phases()).hasSize(9));
    }

    private Tally send(int openRequests) {
        Sender sender = new Sender("service", new Traffic(1, 10), openRequests, events::add);
        for (int i = 0; i < REQUESTS; i++) {
            sender.request();
        }
        sender.shutDown();
        return sender.tally();
    }
}
