package dev.webcheck.correlation.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webcheck.event.Event;
import dev.webcheck.event.RequestIds;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Any order, any duplication, any split into batches: the same rows and the same counts. */
class CorrelationLawsTest {

    @Property(tries = 2_000)
    void any_order_of_the_events_gives_the_same(@ForAll("stories") List<Event> events, @ForAll Random random) {
        List<Event> shuffled = new ArrayList<>(events);
        Collections.shuffle(shuffled, random);

        assertThat(afterwards(oneBatch(shuffled))).isEqualTo(afterwards(oneBatch(events)));
    }

    @Property(tries = 2_000)
    void events_that_come_again_change_nothing(@ForAll("stories") List<Event> events, @ForAll Random random) {
        List<Event> repeated = new ArrayList<>(events);
        events.stream().filter(event -> random.nextBoolean()).forEach(event -> {
            repeated.add(event);
            Collections.swap(repeated, repeated.size() - 1, random.nextInt(repeated.size()));
        });

        assertThat(afterwards(oneBatch(repeated))).isEqualTo(afterwards(oneBatch(events)));
    }

    @Property(tries = 1_000)
    void any_split_and_any_redelivery_gives_the_same_with_the_same_history(
            @ForAll("logs") List<Arrival> log, @ForAll Random random) {
        KnownInMemory known = new KnownInMemory();
        Logs.deliveries(log, random).forEach(known::take);
        KnownInMemory atOnce = new KnownInMemory();
        atOnce.take(log);

        assertThat(KnownInMemory.differences(known.facts(), atOnce.facts())).isEmpty();
        assertThat(known.withoutMoments()).isEqualTo(atOnce.withoutMoments());
    }

    @Property(tries = 2_000)
    void what_a_batch_does_not_ask_for_it_does_not_decide(@ForAll("logs") List<Arrival> log, @ForAll Random random) {
        KnownInMemory known = new KnownInMemory();
        KnownInMemory asked = new KnownInMemory();
        for (List<Arrival> batch : Logs.deliveries(log, random)) {
            known.take(batch);
            asked.takeWithWhatIsAskedFor(batch);
        }

        assertThat(KnownInMemory.differences(asked.facts(), known.facts()))
                .as(() -> Logs.told(log))
                .isEmpty();
    }

    @Property(tries = 2_000)
    void counts_are_what_counting_the_rows_gives(@ForAll("logs") List<Arrival> log, @ForAll Random random) {
        KnownInMemory known = new KnownInMemory();
        Logs.split(log, random).forEach(known::take);

        KnownInMemory counted = new KnownInMemory();
        Counting counting = new Counting();
        known.requests.values().forEach(request -> counting.change(Optional.empty(), request));
        counting.websites().forEach(counted::count);
        counting.minutes().forEach(counted::count);
        assertThat(known.counts).isEqualTo(counted.counts);
        assertThat(known.minutes).isEqualTo(counted.minutes);
    }

    @Property(tries = 500)
    void each_request_with_a_begin_counts_in_the_minute_of_its_start(
            @ForAll("logs") List<Arrival> log, @ForAll Random random) {
        KnownInMemory known = new KnownInMemory();
        Logs.split(log, random).forEach(known::take);

        Map<String, Long> counted = new TreeMap<>();
        known.requests.values().stream()
                .filter(request -> request.begin().isPresent())
                .forEach(request -> counted.merge(
                        RequestIds.startedAt(request.id()).truncatedTo(ChronoUnit.MINUTES) + " all "
                                + request.verdict().outcome(),
                        1L,
                        Long::sum));
        Map<String, Long> outcomes = new TreeMap<>(known.minutes);
        outcomes.keySet().removeIf(what -> what.contains(" bucket "));
        assertThat(outcomes).isEqualTo(counted);
    }

    @Property(tries = 400)
    void all_that_is_known_is_what_a_plain_sequential_model_knows(
            @ForAll("logs") List<Arrival> log, @ForAll Random random) {
        KnownInMemory known = new KnownInMemory();
        Logs.deliveries(log, random).forEach(known::take);
        SequentialModel model = new SequentialModel(Stories.RULES);
        log.forEach(model::take);

        assertThat(KnownInMemory.differences(known.facts(), model.facts()))
                .as(() -> Logs.told(log))
                .isEmpty();
    }

    @Provide
    Arbitrary<List<Event>> stories() {
        return Logs.events().list().ofMinSize(1).ofMaxSize(60);
    }

    @Provide
    Arbitrary<List<Arrival>> logs() {
        return Logs.ofPartitions(2);
    }

    private static List<List<Arrival>> oneBatch(List<Event> events) {
        List<Arrival> batch = new ArrayList<>(
                events.stream().map(event -> Stories.at(0, event)).toList());
        LongStream.rangeClosed(1, 25).mapToObj(Stories::tick).forEach(batch::add);
        return List.of(batch);
    }

    private static String afterwards(List<List<Arrival>> batches) {
        KnownInMemory known = new KnownInMemory();
        batches.forEach(known::take);
        return known.withoutMoments();
    }
}
