package dev.webcheck.correlation.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webcheck.correlation.CrashCounts;
import dev.webcheck.correlation.Detector;
import dev.webcheck.correlation.InstanceState;
import dev.webcheck.correlation.InstanceState.Standing;
import dev.webcheck.correlation.Life;
import dev.webcheck.correlation.Outcome;
import dev.webcheck.correlation.PendingVerdicts;
import dev.webcheck.correlation.batch.Changes;
import dev.webcheck.correlation.batch.Changes.Transition;
import dev.webcheck.correlation.batch.Snapshot;
import dev.webcheck.correlation.batch.Snapshot.Extent;
import dev.webcheck.event.EndOutcome;
import dev.webcheck.event.Event;
import dev.webcheck.event.Exchange;
import dev.webcheck.event.RequestBegin;
import dev.webcheck.event.RequestCompleted;
import dev.webcheck.event.RequestIds;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CorrelationTest {

    private static final Snapshot NOTHING = nothing(Instant.EPOCH);

    private final UUID instance = UUID.randomUUID();
    private final UUID request = RequestIds.next();

    @Test
    void a_new_request_comes_to_be_in_flight() {
        Changes changes = correlation(begin()).correlate(NOTHING);

        assertThat(changes.transitions()).isEqualTo(Map.of(to(Outcome.IN_FLIGHT), 1));
        assertThat(changes.newRequests()).hasSize(1);
        assertThat(changes.changedRequests()).isEmpty();
    }

    @Test
    void an_end_is_one_transition_whether_its_begin_is_in_its_batch_or_was_before() {
        Changes together = correlation(begin(), end()).correlate(NOTHING);
        Changes later = correlation(end()).correlate(after(correlation(begin())));

        assertThat(together.transitions()).isEqualTo(Map.of(to(Outcome.COMPLETED), 1));
        assertThat(later.transitions()).isEqualTo(Map.of(to(Outcome.COMPLETED), 1));
        assertThat(later.newRequests()).isEmpty();
        assertThat(later.changedRequests()).hasSize(1);
    }

    @Test
    void a_footprint_names_the_ends_whose_begins_are_in_other_batches() {
        assertThat(correlation(end()).footprint().ended()).containsExactly(request);
        assertThat(correlation(begin(), end()).footprint().ended()).isEmpty();
        assertThat(correlation(end(), begin(), end()).footprint().ended()).isEmpty();
    }

    @Test
    void a_change_that_leaves_the_outcome_is_no_transition() {
        Changes beginAfterEnd = correlation(begin()).correlate(after(correlation(end())));

        assertThat(beginAfterEnd.transitions()).isEmpty();
        assertThat(beginAfterEnd.changedRequests()).hasSize(1);
    }

    @Test
    void a_verdict_that_was_pending_is_a_transition() {
        Snapshot begun = after(correlation(begin()));
        InstanceState dead = begun.instances()
                .values()
                .iterator()
                .next()
                .withStanding(new Standing(Life.PRESUMED_DEAD, Optional.of(Instant.now()), List.of()))
                .withPending(Optional.of(
                        new PendingVerdicts(Instant.now(), PendingVerdicts.FROM_THE_FIRST, CrashCounts.NONE)));

        Changes changes = correlation(begin())
                .decidePending(
                        new Snapshot(
                                Map.of(),
                                Map.of(instance, dead),
                                begun.requests(),
                                Map.of(),
                                Extent.WHOLE,
                                Instant.EPOCH),
                        Map.of(instance, request));

        assertThat(changes.transitions())
                .isEqualTo(Map.of(new Transition(Outcome.CRASHED, Optional.of(Detector.LEASE)), 1));
        assertThat(changes.changedRequests()).hasSize(1);
    }

    @Test
    void a_batch_that_is_done_again_counts_once() {
        Correlation correlation = correlation(begin());

        Changes first = correlation.correlate(NOTHING);
        Changes again = correlation.correlate(NOTHING);

        assertThat(again.transitions()).isEqualTo(first.transitions()).isEqualTo(Map.of(to(Outcome.IN_FLIGHT), 1));
        assertThat(again.newRequests()).isEqualTo(first.newRequests());
    }

    @Test
    void events_of_requests_from_before_what_is_kept_change_nothing_but_are_counted() {
        Correlation correlation = correlation(begin(), end());

        Changes tooLate =
                correlation.correlate(nothing(RequestIds.startedAt(request).plusMillis(1)));
        Changes inTime = correlation.correlate(nothing(RequestIds.startedAt(request)));

        assertThat(tooLate.newRequests()).isEmpty();
        assertThat(tooLate.counts()).isEmpty();
        assertThat(tooLate.late()).isEqualTo(2);
        assertThat(inTime.newRequests()).hasSize(1);
        assertThat(inTime.late()).isZero();
    }

    private static Snapshot after(Correlation correlation) {
        Changes changes = correlation.correlate(NOTHING);
        return new Snapshot(
                Map.of(),
                Map.of(
                        changes.newInstances().iterator().next().id(),
                        changes.newInstances().iterator().next()),
                changes.newRequests(),
                Map.of(),
                Extent.WHOLE,
                Instant.EPOCH);
    }

    private static Snapshot nothing(Instant requestsFrom) {
        return new Snapshot(Map.of(), Map.of(), List.of(), Map.of(), Extent.WHOLE, requestsFrom);
    }

    private static Transition to(Outcome outcome) {
        return new Transition(outcome, Optional.empty());
    }

    private static Correlation correlation(Event... events) {
        return new Correlation(
                Rules.withDeadline(Duration.ZERO),
                Stream.of(events)
                        .<Arrival>map(event -> new Arrival.OfEvent(0, Instant.now(), event))
                        .toList());
    }

    private RequestBegin begin() {
        return new RequestBegin(
                request,
                request,
                1,
                instance,
                "checkout",
                "GET",
                "http://shop.example/cart",
                Optional.empty(),
                Map.of());
    }

    private RequestCompleted end() {
        return new RequestCompleted(
                request,
                instance,
                EndOutcome.COMPLETED,
                Duration.ofMillis(5),
                OptionalInt.of(200),
                Optional.empty(),
                Exchange.UNSEEN);
    }
}
