package dev.webcheck.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

/** A stuck worker is told from a waiting one. */
class HealthTest {

    private final Outages outages = new Outages("jdbc:postgresql://db:5432/webcheck?password=secret", "kafka:9092");
    private final BatchesInWork.State idle = new BatchesInWork.State(false, Instant.now());
    private BatchesInWork.State lane = idle;
    private boolean underWay = true;

    @Test
    void a_worker_without_records_is_ready_and_says_what_it_waits_for() {
        HealthCheckResponse answer = readiness(Duration.ofSeconds(15));

        assertThat(answer.getStatus()).isEqualTo(Status.UP);
        assertThat(data(answer)).containsEntry("state", "waiting for records").containsKey("since");
    }

    @Test
    void a_worker_with_a_batch_says_so() {
        lane = busy();
        assertThat(data(readiness(Duration.ofSeconds(15)))).containsEntry("state", "storing a batch");

        lane = idle;
        assertThat(data(readiness(Duration.ofSeconds(15)))).containsEntry("state", "waiting for records");
    }

    @Test
    void a_worker_that_has_not_come_to_its_first_poll_is_not_ready_but_alive() {
        underWay = false;

        HealthCheckResponse answer = readiness(Duration.ofHours(1));

        assertThat(answer.getStatus()).isEqualTo(Status.DOWN);
        assertThat(data(answer)).containsEntry("state", "starting");
        assertThat(liveness(Duration.ofNanos(1)).getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void a_worker_that_waits_for_a_server_is_not_ready_after_a_while_but_alive() {
        lane = busy();
        outages.ofBroker().goesOn("nobody there");

        assertThat(readiness(Duration.ofHours(1)).getStatus()).isEqualTo(Status.UP);
        HealthCheckResponse answer = readiness(Duration.ZERO);
        assertThat(answer.getStatus()).isEqualTo(Status.DOWN);
        assertThat(data(answer)).containsEntry("state", "waiting for the broker at kafka:9092");
        assertThat(liveness(Duration.ofNanos(1)).getStatus()).isEqualTo(Status.UP);

        outages.ofBroker().isOver();
        assertThat(readiness(Duration.ZERO).getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void a_batch_that_takes_too_long_although_nothing_is_waited_for_is_not_alive() {
        lane = busy();

        HealthCheckResponse answer = liveness(Duration.ofNanos(1));

        assertThat(answer.getStatus()).isEqualTo(Status.DOWN);
        assertThat(data(answer).get("reason")).asString().startsWith("a batch has been in work since ");
        assertThat(liveness(Duration.ofHours(1)).getStatus()).isEqualTo(Status.UP);
        assertThat(liveness(Duration.ZERO).getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void when_a_long_outage_is_over_the_batches_that_waited_have_as_long_as_ever() {
        lane = new BatchesInWork.State(true, Instant.now().minusSeconds(600));
        outages.ofDatabase().goesOn("nobody there");
        outages.ofDatabase().isOver();

        assertThat(liveness(Duration.ofMinutes(5)).getStatus()).isEqualTo(Status.UP);
        assertThat(liveness(Duration.ofNanos(1)).getStatus()).isEqualTo(Status.DOWN);
    }

    @Test
    void a_consumer_that_does_not_poll_is_not_alive() {
        Instant since = Instant.now().minusSeconds(60);

        HealthCheckResponse answer = liveness(Optional.of(since), Duration.ofSeconds(30));

        assertThat(answer.getStatus()).isEqualTo(Status.DOWN);
        assertThat(data(answer)).containsEntry("reason", "the consumer has not polled since " + since);
        assertThat(liveness(Optional.of(since), Duration.ofSeconds(90)).getStatus())
                .isEqualTo(Status.UP);
    }

    @Test
    void what_follows_the_address_of_the_database_is_not_told() {
        outages.ofDatabase().goesOn("nobody there");

        assertThat(data(readiness(Duration.ZERO)))
                .containsEntry("state", "waiting for the database at postgresql://db:5432/webcheck");
    }

    private HealthCheckResponse readiness(Duration stuckAfter) {
        return new BatchesMoveOn(outages, () -> underWay, () -> List.of(idle, lane), stuckAfter).call();
    }

    private HealthCheckResponse liveness(Duration deadAfter) {
        return liveness(Optional.empty(), deadAfter);
    }

    private HealthCheckResponse liveness(Optional<Instant> polledAt, Duration deadAfter) {
        return new NotStuck(new Stuckness(() -> List.of(idle, lane), () -> polledAt, outages, deadAfter)).call();
    }

    private static BatchesInWork.State busy() {
        return new BatchesInWork.State(true, Instant.now().minusSeconds(1));
    }

    private static Map<String, Object> data(HealthCheckResponse answer) {
        return answer.getData().orElseThrow();
    }
}
