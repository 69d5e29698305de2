package dev.webcheck.query.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class PlacesTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    @Example
    void who_does_not_wait_is_refused_while_there_is_no_place() throws Exception {
        Places places = new Places(1);
        Lease first = take(places, Duration.ZERO).get();

        assertThat(take(places, Duration.ZERO))
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .withCauseInstanceOf(TimeoutException.class);

        first.release();
        assertThat(take(places, Duration.ZERO)).isCompleted();
    }

    @Example
    void who_waited_in_vain_gets_no_place_that_another_could_have() throws Exception {
        Places places = new Places(1);
        Lease first = take(places, LONG).get();
        CompletableFuture<Lease> inVain = take(places, Duration.ofMillis(1));
        CompletableFuture<Lease> patient = take(places, LONG);
        assertThat(inVain).failsWithin(Duration.ofSeconds(10));

        first.release();

        patient.get(10, TimeUnit.SECONDS).release();
        assertThat(take(places, Duration.ZERO)).isCompleted();
    }

    /** True takes a place, false gives the one back that was taken first. */
    @Property
    void places_are_given_in_the_order_in_which_they_are_asked_for(
            @ForAll @IntRange(min = 1, max = 4) int number, @ForAll List<Boolean> steps) {
        Places places = new Places(number);
        List<CompletableFuture<Lease>> asked = new ArrayList<>();
        Queue<CompletableFuture<Lease>> held = new ArrayDeque<>();
        int given = 0;
        int givenBack = 0;
        for (boolean take : steps) {
            if (take) {
                asked.add(take(places, LONG));
            } else if (!held.isEmpty()) {
                Lease lease = held.remove().join();
                lease.release();
                lease.release();
                givenBack++;
            }
            int expected = Math.min(asked.size(), givenBack + number);
            held.addAll(asked.subList(given, expected));
            given = expected;
            assertThat(asked.subList(0, given)).allMatch(CompletableFuture::isDone);
            assertThat(asked.subList(given, asked.size())).noneMatch(CompletableFuture::isDone);
        }
    }

    private static CompletableFuture<Lease> take(Places places, Duration most) {
        return places.take(most).toCompletableFuture();
    }
}
