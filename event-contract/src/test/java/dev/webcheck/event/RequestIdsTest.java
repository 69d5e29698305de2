package dev.webcheck.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContextBase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Domain(RequestIdsTest.Moments.class)
class RequestIdsTest {

    /** As bytes, the way databases compare them. */
    private static final Comparator<UUID> AS_BYTES = (a, b) -> {
        int high = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits());
    };

    @Test
    void new_ids_rise_and_hold_the_present() {
        Instant before = Instant.ofEpochMilli(System.currentTimeMillis());
        var ids = Stream.generate(RequestIds::next).limit(50_000).toList();
        Instant after = Instant.now();

        assertThat(ids).isSortedAccordingTo(AS_BYTES).doesNotHaveDuplicates().allMatch(RequestIds::isRequestId);
        assertThat(RequestIds.startedAt(ids.get(0))).isBetween(before, after);
        // Within one millisecond ids count on, and may so run a little ahead of the clock.
        assertThat(RequestIds.startedAt(ids.get(49_999))).isBetween(before, after.plusSeconds(1));
    }

    @Test
    void ids_of_many_threads_never_collide() {
        var ids = Stream.generate(() -> 0)
                .limit(100_000)
                .parallel()
                .map(i -> RequestIds.next())
                .toList();

        assertThat(ids).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00000000-0000-0000-0000-000000000000",
                "ffffffff-ffff-ffff-ffff-ffffffffffff",
                "019b76da-a800-4000-8000-000000000000",
                "019b76da-a800-7000-0000-000000000000",
                "019b76da-a800-7000-c000-000000000000",
                "019b76da-a800-8000-8000-000000000000"
            })
    void other_uuids_are_no_request_ids(String id) {
        assertThat(RequestIds.isRequestId(UUID.fromString(id))).isFalse();
    }

    @Property
    void a_bound_parts_the_ids_before_a_moment_from_those_after(@ForAll UUID id, @ForAll Instant moment) {
        UUID bound = RequestIds.lowest(moment);

        boolean startedBefore = RequestIds.startedAt(id).isBefore(moment);
        assertThat(AS_BYTES.compare(id, bound) < 0).isEqualTo(startedBefore);
    }

    @Property
    void a_bound_lies_close_to_the_ids_of_its_own_moment(@ForAll UUID id) {
        Instant start = RequestIds.startedAt(id);

        assertThat(AS_BYTES.compare(RequestIds.lowest(start), id)).isNegative();
        assertThat(RequestIds.lowest(start.plusNanos(1))).isEqualTo(RequestIds.lowest(start.plusMillis(1)));
        assertThat(RequestIds.startedAt(RequestIds.lowest(start))).isEqualTo(start);
    }

    @ParameterizedTest
    @CsvSource({
        "-1000000000-01-01T00:00:00Z, 00000000-0000-0000-0000-000000000000",
        "1969-12-31T23:59:59.999999999Z, 00000000-0000-0000-0000-000000000000",
        "1970-01-01T00:00:00Z, 00000000-0000-0000-0000-000000000000",
        "1970-01-01T00:00:00.000000001Z, 00000000-0001-0000-0000-000000000000",
        "+10889-08-02T05:31:50.001Z, ffffffff-fd71-0000-0000-000000000000",
        "+10889-08-02T05:31:50.655Z, ffffffff-ffff-0000-0000-000000000000",
        "+10889-08-02T05:31:50.655000001Z, ffffffff-ffff-0000-0000-000000000000",
        "+1000000000-12-31T23:59:59.999999999Z, ffffffff-ffff-0000-0000-000000000000"
    })
    void moments_outside_of_48_bits_are_brought_to_the_nearest_end(Instant moment, UUID bound) {
        assertThat(RequestIds.lowest(moment)).isEqualTo(bound);
    }

    static class Moments extends DomainContextBase {

        @Provide
        Arbitrary<UUID> ids() {
            return Events.requestIds().filter(id -> RequestIds.startedAt(id).isBefore(RequestIds.LATEST));
        }

        @Provide
        Arbitrary<Instant> moments() {
            return Events.times();
        }
    }
}
