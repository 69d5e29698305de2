package dev.webcheck.correlation.rule;

import static dev.webcheck.correlation.rule.Stories.begin;
import static dev.webcheck.correlation.rule.Stories.end;
import static dev.webcheck.correlation.rule.Stories.heartbeat;
import static dev.webcheck.correlation.rule.Stories.instance;
import static dev.webcheck.correlation.rule.Stories.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.webcheck.correlation.Outcome;
import dev.webcheck.event.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The topic is given more partitions, so an instance goes on in another one than it began in. */
class MovedInstancesTest {

    private static final int OLD = 0;
    private static final int NEW = 1;
    private static final UUID FIRST = request(1, 0);
    private static final UUID SECOND = request(2, 3);

    private final KnownInMemory known = new KnownInMemory();

    @Test
    void who_moves_lives_on_while_the_old_partition_ticks() {
        known.take(List.of(at(OLD, 0, begin(FIRST, 1)), at(OLD, 2, heartbeat(1, 1, 0))));
        for (long second = 4; second < 60; second += 2) {
            known.take(List.of(tick(OLD, second), tick(NEW, second)));
            known.take(List.of(at(NEW, second, heartbeat(1, second, second, FIRST))));
        }

        assertThat(known.outcome(FIRST)).isEqualTo(Outcome.IN_FLIGHT);
        assertThat(known.takenBack(instance(1))).isEmpty();
    }

    @Test
    void who_moves_and_dies_is_found_by_the_ticks_of_the_new_partition() {
        known.take(List.of(at(OLD, 0, begin(FIRST, 1)), at(OLD, 2, heartbeat(1, 1, 0))));
        known.take(List.of(at(NEW, 4, heartbeat(1, 2, 0, FIRST))));
        known.take(ticks(NEW, 5, 30));

        assertThat(known.outcome(FIRST)).isEqualTo(Outcome.CRASHED);
    }

    @Test
    void what_is_read_late_of_the_old_partition_alarms_nobody() {
        known.take(List.of(at(OLD, 0, begin(FIRST, 1)), at(NEW, 60, heartbeat(1, 9, 0, FIRST))));

        List<Arrival> late = new ArrayList<>(List.of(at(OLD, 3, begin(SECOND, 1))));
        late.addAll(ticks(OLD, 4, 50));
        known.take(late);

        assertThat(known.outcome(SECOND)).isEqualTo(Outcome.IN_FLIGHT);
        assertThat(known.outcome(FIRST)).isEqualTo(Outcome.IN_FLIGHT);
        assertThat(known.takenBack(instance(1))).isEmpty();

        known.take(ticks(NEW, 61, 80));
        assertThat(known.outcome(SECOND)).isEqualTo(Outcome.CRASHED);
    }

    @Test
    void who_is_presumed_dead_because_the_new_partition_is_read_late_is_taken_back_by_what_stands_there() {
        known.take(List.of(at(OLD, 0, begin(FIRST, 1)), at(OLD, 0, begin(SECOND, 1)), at(OLD, 2, heartbeat(1, 1, 0))));
        known.take(ticks(OLD, 3, 30));
        assertThat(known.outcome(FIRST)).isEqualTo(Outcome.CRASHED);
        assertThat(known.incidents).containsOnlyKeys(instance(1));

        known.take(List.of(at(NEW, 4, heartbeat(1, 2, 4, FIRST, SECOND)), at(NEW, 5, end(SECOND, 1))));
        assertThat(known.outcome(FIRST)).isEqualTo(Outcome.IN_FLIGHT);
        assertThat(known.outcome(SECOND)).isEqualTo(Outcome.COMPLETED);
        assertThat(known.incidents).isEmpty();
        assertThat(known.takenBack(instance(1))).hasSize(1);
    }

    @Test
    void the_ticks_of_the_new_partition_do_not_count_as_the_silence_that_somebody_comes_back_from() {
        KnownInMemory patient = new KnownInMemory(Rules.withDeadline(Duration.ZERO));
        patient.take(List.of(at(OLD, 0, begin(FIRST, 1))));
        patient.take(ticks(NEW, 1, 500));
        patient.take(ticks(OLD, 1, 15));
        assertThat(patient.outcome(FIRST)).isEqualTo(Outcome.CRASHED);

        patient.take(List.of(at(NEW, 501, begin(SECOND, 1))));
        assertThat(patient.outcome(FIRST)).isEqualTo(Outcome.IN_FLIGHT);
        // its lease of 10 s was over, so it was silent for 11 s at least
        assertThat(patient.instance(instance(1)).lease().effectiveTicks()).isEqualTo(22);
    }

    private static Arrival at(int partition, long second, Event event) {
        return new Arrival.OfEvent(partition, Stories.START.plusSeconds(second), event);
    }

    private static Arrival tick(int partition, long second) {
        return new Arrival.OfTick(partition, Stories.START.plusSeconds(second), 1_000 + second);
    }

    private static List<Arrival> ticks(int partition, long first, long last) {
        List<Arrival> ticks = new ArrayList<>();
        for (long second = first; second <= last; second++) {
            ticks.add(tick(partition, second));
        }
        return ticks;
    }
}
