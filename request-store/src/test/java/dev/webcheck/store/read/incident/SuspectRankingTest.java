package dev.webcheck.store.read.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.webcheck.store.read.incident.Death.Ended;
import dev.webcheck.store.read.incident.Death.InFlight;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class SuspectRankingTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Example
    void what_kills_stands_before_what_is_always_there() {
        List<Death> deaths =
                deaths(3, death -> List.of(inFlight("/poison", 5), inFlight("/poll", 30_000)), busy("/poll"));

        List<Suspect> suspects = SuspectRanking.rank(deaths, 10);

        assertThat(suspects)
                .extracting(Suspect::target)
                .containsExactly("https://a.example/poison", "https://a.example/poll");
        assertThat(suspects.get(0).probability()).isLessThan(1e-9);
        assertThat(suspects.get(0).expected()).isCloseTo(3 * 5 / 60_000.0, within(1e-6));
        assertThat(suspects.get(1).probability()).isGreaterThan(0.4);
        assertThat(suspects).allSatisfy(suspect -> assertThat(suspect.deaths()).isEqualTo(3));
    }

    @Example
    void by_chance_a_request_is_in_flight_with_the_probability_that_littles_law_and_poisson_give() {
        // 600 requests of 100 ms within a minute: one in flight in the mean, with that of the death slightly more.
        List<Ended> ended = IntStream.range(0, 600)
                .mapToObj(i -> new Ended(target("/a"), Duration.ofMillis(100)))
                .toList();
        Death death = new Death(MINUTE, List.of(inFlight("/a", 1)), ended);

        Suspect suspect = SuspectRanking.rank(List.of(death, death), 10).get(0);

        double chance = 1 - Math.exp(-1 - 1 / 60_000.0);
        assertThat(suspect.expected()).isCloseTo(2 * chance, within(1e-9));
        assertThat(suspect.probability()).isCloseTo(chance * chance, within(1e-9));
    }

    @Example
    void one_death_makes_no_suspect() {
        Death poisoned = new Death(MINUTE, List.of(inFlight("/poison", 5)), List.of());
        Death other = new Death(MINUTE, List.of(inFlight("/other", 5)), List.of());

        assertThat(SuspectRanking.rank(List.of(poisoned, other), 10)).isEmpty();
        assertThat(SuspectRanking.rank(List.of(), 10)).isEmpty();
    }

    @Example
    void a_route_is_suspected_where_its_identifiers_differ() {
        List<Death> deaths = deaths(3, death -> List.of(inFlight("/orders/" + death, 5)), List.of());

        List<Suspect> suspects = SuspectRanking.rank(deaths, 10);

        assertThat(suspects).extracting(Suspect::target).containsExactly("/orders/{id}");
        assertThat(suspects.get(0).exact()).isFalse();
    }

    @Example
    void a_url_that_recurs_explains_its_route() {
        List<Death> deaths = deaths(3, death -> List.of(inFlight("/orders/42", 5)), List.of());

        assertThat(SuspectRanking.rank(deaths, 10))
                .extracting(Suspect::target)
                .containsExactly("https://a.example/orders/42");
    }

    @Example
    void a_route_stands_beside_its_url_where_it_was_at_more_deaths() {
        List<Death> deaths = deaths(4, death -> List.of(inFlight("/orders/" + (death < 2 ? 42 : death), 5)), List.of());

        assertThat(SuspectRanking.rank(deaths, 10))
                .extracting(Suspect::target)
                .containsExactly("/orders/{id}", "https://a.example/orders/42");
    }

    @Example
    void several_of_one_kind_at_one_death_count_as_one_and_examples_are_few() {
        List<Death> deaths = deaths(
                2,
                death -> IntStream.range(0, 4).mapToObj(i -> inFlight("/a", 5)).toList(),
                List.of());

        Suspect suspect = SuspectRanking.rank(deaths, 10).get(0);

        assertThat(suspect.deaths()).isEqualTo(2);
        assertThat(suspect.examples())
                .hasSize(TargetTally.EXAMPLES)
                .startsWith(deaths.get(0).inFlight().get(0).id());
    }

    @Example
    void as_many_are_told_as_are_wanted() {
        List<Death> deaths = deaths(2, death -> List.of(inFlight("/a", 5), inFlight("/b", 6)), List.of());

        assertThat(SuspectRanking.rank(deaths, 1)).extracting(Suspect::target).containsExactly("https://a.example/a");
    }

    /** Deaths at moments that have nothing to do with the requests accuse nobody more often than they say. */
    @Property(tries = 10)
    void chance_is_not_taken_for_guilt(@ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int perSecond) {
        Random random = new Random(seed);
        int tries = 150;
        int accused = 0;
        for (int i = 0; i < tries; i++) {
            List<Death> deaths = new ArrayList<>();
            for (int d = 0; d < 6; d++) {
                deaths.add(chance(random, perSecond));
            }
            accused += (int) SuspectRanking.rank(deaths, 10).stream()
                    .filter(suspect -> suspect.probability() <= 0.05)
                    .count();
        }
        // Five in a hundred are allowed; four standard deviations of the tries are added.
        assertThat(accused).isLessThanOrEqualTo((int) (tries * 0.05 + 4 * Math.sqrt(tries * 0.05 * 0.95)));
    }

    /** Poisson arrivals of 20 ms each over ten seconds, and whatever is in flight at their end. */
    private static Death chance(Random random, int perSecond) {
        List<InFlight> inFlight = new ArrayList<>();
        List<Ended> ended = new ArrayList<>();
        double at = 0;
        while (true) {
            at += -Math.log(1 - random.nextDouble()) / perSecond;
            if (at >= 10) {
                return new Death(Duration.ofSeconds(10), inFlight, ended);
            }
            Duration left = Duration.ofNanos((long) ((10 - at) * 1e9));
            if (left.compareTo(Duration.ofMillis(20)) < 0) {
                inFlight.add(new InFlight(UUID.randomUUID(), target("/a"), left));
            } else {
                ended.add(new Ended(target("/a"), Duration.ofMillis(20)));
            }
        }
    }

    private static List<Death> deaths(int count, IntFunction<List<InFlight>> inFlight, List<Ended> ended) {
        return IntStream.range(0, count)
                .mapToObj(death -> new Death(MINUTE, inFlight.apply(death), ended))
                .toList();
    }

    private static List<Ended> busy(String path) {
        return List.of(
                new Ended(target(path), Duration.ofSeconds(30)), new Ended(target(path), Duration.ofSeconds(30)));
    }

    private static InFlight inFlight(String path, long millis) {
        return new InFlight(UUID.randomUUID(), target(path), Duration.ofMillis(millis));
    }

    private static RequestTarget target(String path) {
        return RequestTarget.exactly("GET", "a.example", "https://a.example" + path);
    }
}
