package dev.webcheck.correlation.rule;

import dev.webcheck.event.BodySizes;
import dev.webcheck.event.Event;
import dev.webcheck.event.Exchange;
import dev.webcheck.event.InstanceHeartbeat;
import dev.webcheck.event.InstanceStopped;
import dev.webcheck.event.Peer;
import dev.webcheck.event.PhaseNanos;
import dev.webcheck.event.RequestBegin;
import dev.webcheck.event.RequestCompleted;
import dev.webcheck.event.RequestPhase;
import dev.webcheck.event.StopReason;
import dev.webcheck.event.TraceContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Arbitrary logs, and ways in which they may be delivered. */
public final class Logs {

    private static final int INSTANCES = 4;
    private static final int REQUESTS = 12;
    private static final int SECONDS = 30;

    /** It never tells anything of itself. */
    private static final int SILENT = INSTANCES - 1;

    private Logs() {}

    /**
     * Events of some instances in any order, between ticks that go on for at least 20 seconds. Each instance has its partition.
     * Now and then two workers write the ticks.
     */
    public static Arbitrary<List<Arrival>> ofPartitions(int partitions) {
        return Combinators.combine(
                        events().list().ofMaxSize(80),
                        Arbitraries.longs().between(0, 60).list().ofSize(80),
                        Arbitraries.longs().between(20, 60),
                        Arbitraries.longs().between(0, 60_000).list().ofMaxSize(8))
                .as((events, seconds, last, further) -> {
                    Stream<Arrival> told = IntStream.range(0, events.size())
                            .mapToObj(i -> new Arrival.OfEvent(
                                    number(events.get(i).instanceId()) % partitions,
                                    Stories.START.plusSeconds(seconds.get(i)),
                                    events.get(i)));
                    Stream<Arrival> ticks = IntStream.range(0, partitions)
                            .boxed()
                            .flatMap(partition -> Stream.concat(
                                            LongStream.rangeClosed(0, last)
                                                    .map(second -> second * 1_000)
                                                    .boxed(),
                                            further.stream())
                                    .map(millis -> new Arrival.OfTick(
                                            partition, Stories.START.plusMillis(millis), 1_000 + millis)));
                    return Stream.concat(ticks, told)
                            .sorted(Comparator.comparing(Arrival::at))
                            .toList();
                });
    }

    private static int number(UUID instance) {
        return (int) instance.getLeastSignificantBits() & 0xFF;
    }

    /**
     * Events in two partitions, and only then ticks. Now and then a broken sender tells a request of an instance in the other
     * partition, so that nothing says which of the two is read first.
     */
    public static Arbitrary<List<Arrival>> acrossTwoPartitions() {
        return Combinators.combine(
                        events(1).list().ofMaxSize(80),
                        Arbitraries.longs().between(0, SECONDS).list().ofSize(80))
                .as((events, seconds) -> {
                    Stream<Arrival> told = IntStream.range(0, events.size())
                            .mapToObj(i -> new Arrival.OfEvent(
                                    number(events.get(i).instanceId()) % 2,
                                    Stories.START.plusSeconds(seconds.get(i)),
                                    events.get(i)));
                    Stream<Arrival> ticks = LongStream.range(0, 2L * SECONDS)
                            .mapToObj(n -> new Arrival.OfTick(
                                    (int) n % 2, Stories.START.plusSeconds(SECONDS + 1 + n / 2), 1_000 + n));
                    return Stream.concat(ticks, told)
                            .sorted(Comparator.comparing(Arrival::at))
                            .toList();
                });
    }

    public static Arbitrary<Event> events() {
        return events(2);
    }

    /** Where a broken sender tells a request of another instance, that is so many further. */
    private static Arbitrary<Event> events(int further) {
        Arbitrary<Integer> requests = Arbitraries.integers().between(0, REQUESTS - 1);
        Arbitrary<Integer> instances = Arbitraries.integers().between(0, SILENT - 1);
        Arbitrary<UUID[]> open = requests.set()
                .ofMaxSize(4)
                .map(set -> set.stream().map(Logs::id).toArray(UUID[]::new));
        // now and then a broken sender tells the same request in two ways
        Arbitrary<Boolean> odd =
                Arbitraries.frequencyOf(Tuple.of(9, Arbitraries.just(false)), Tuple.of(1, Arbitraries.just(true)));
        Arbitrary<RequestBegin> first = Combinators.combine(requests, odd)
                .as((n, other) -> Stories.begin(
                        id(n),
                        (other ? n + further : n) % INSTANCES,
                        "site" + (other ? n % 3 : n % 2) + ".example",
                        trace(n),
                        headers(other ? n + 1 : n)));
        Arbitrary<Event> begins = Combinators.combine(
                        first, Arbitraries.integers().between(0, 3))
                .as((begin, n) -> n > 0
                        ? begin
                        : Stories.amended(begin, trace(2 * begin.attempt()).orElseThrow()));
        Arbitrary<RequestPhase> phases = Arbitraries.of(RequestPhase.class);
        Arbitrary<Event> ends = Combinators.combine(requests, odd, phases)
                .as((n, other, phase) -> other || n % 3 == 0
                        ? Stories.failure(id(n), (other ? n + further : n) % INSTANCES, phase)
                        : Stories.end(id(n), n % INSTANCES, exchange(n)));
        Arbitrary<Event> heartbeats = Combinators.combine(
                        instances,
                        Arbitraries.longs().between(1, 20),
                        Arbitraries.of(2L, 10L, 10L, 30L).map(Duration::ofSeconds),
                        Arbitraries.longs().between(0, SECONDS),
                        open)
                .as(Stories::heartbeat);
        Arbitrary<Event> stops = Combinators.combine(
                        instances,
                        Arbitraries.longs().between(1, 20),
                        Arbitraries.of(StopReason.class),
                        Arbitraries.maps(requests.map(Logs::id), phases.optional())
                                .ofMaxSize(6))
                .as(Stories::stopped);
        return Arbitraries.frequencyOf(
                Tuple.of(8, begins), Tuple.of(5, ends), Tuple.of(3, heartbeats), Tuple.of(1, stops));
    }

    /** For some numbers everything that can be told, for others a part or nothing. */
    private static Exchange exchange(int n) {
        if (n % 4 == 1) {
            return Exchange.UNSEEN;
        }
        return new Exchange(
                Optional.empty(),
                new PhaseNanos(n, n % 2 == 0 ? n + 1 : PhaseNanos.NOT_SEEN, n + 2, n + 3, n + 4, n + 5, n + 6),
                new BodySizes(n, n + 1, n % 2 == 0 ? n + 2 : BodySizes.NOT_SEEN),
                Optional.of("1." + n).filter(version -> n % 4 != 2),
                Optional.of(new Peer("2001:db8::" + n, n)).filter(peer -> n % 4 != 3),
                headers(n));
    }

    private static Optional<TraceContext> trace(int n) {
        return Optional.of(n)
                .filter(number -> number % 2 == 0)
                .map(number -> new TraceContext("%032x".formatted(number + 1), "%016x".formatted(number + 1)));
    }

    /** The database gives back such names in another order. */
    private static Map<String, String> headers(int n) {
        return n % 3 == 0 ? Map.of() : Map.of("x-note", "\"ü\\ {" + n + "},NULL", "zz", "", "accept-all", " ");
    }

    private static UUID id(int n) {
        return Stories.request(n, n * SECONDS / REQUESTS);
    }

    public static List<List<Arrival>> split(List<Arrival> log, Random random) {
        List<List<Arrival>> batches = new ArrayList<>();
        int from = 0;
        while (from < log.size()) {
            int to = Math.min(log.size(), from + 1 + random.nextInt(12));
            batches.add(log.subList(from, to));
            from = to;
        }
        return batches;
    }

    /** Batches of one or more partitions; now and then one goes back and is read again from there in other batches. */
    public static List<List<Arrival>> deliveries(List<Arrival> log, Random random) {
        List<List<Arrival>> partitions = List.copyOf(byPartition(log).values());
        int[] next = new int[partitions.size()];
        List<List<Arrival>> batches = new ArrayList<>();
        while (IntStream.range(0, next.length)
                .anyMatch(p -> next[p] < partitions.get(p).size())) {
            List<Arrival> batch = new ArrayList<>();
            for (int p = 0; p < next.length; p++) {
                int to = Math.min(partitions.get(p).size(), next[p] + random.nextInt(12));
                batch.addAll(partitions.get(p).subList(next[p], to));
                next[p] = random.nextInt(5) == 0 ? Math.max(0, to - random.nextInt(30)) : to;
            }
            batches.add(batch);
        }
        return batches;
    }

    public static Map<Integer, List<Arrival>> byPartition(List<Arrival> log) {
        return log.stream().collect(Collectors.groupingBy(Arrival::partition, TreeMap::new, Collectors.toList()));
    }

    /** A log in words, one arrival a line. */
    public static String told(List<Arrival> log) {
        return log.stream().map(Logs::told).collect(Collectors.joining("\n", "\n", "\n"));
    }

    private static String told(Arrival arrival) {
        String where = "%d %6d "
                .formatted(
                        arrival.partition(),
                        Duration.between(Stories.START, arrival.at()).toMillis());
        if (!(arrival instanceof Arrival.OfEvent of)) {
            return where + "tick";
        }
        Event event = of.event();
        String what = where + event.getClass().getSimpleName() + " of instance " + number(event.instanceId()) + " ";
        if (event instanceof RequestBegin begin) {
            return what + begin.id();
        } else if (event instanceof RequestCompleted end) {
            return what + end.id() + " " + end.outcome();
        } else if (event instanceof InstanceHeartbeat sign) {
            return what + sign.sequence() + " lease " + sign.lease() + " before " + sign.openRequestsBefore() + " "
                    + sign.openRequests();
        } else {
            InstanceStopped stop = (InstanceStopped) event;
            return what + stop.sequence() + " " + stop.reason() + " " + stop.phases();
        }
    }
}
