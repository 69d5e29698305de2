package dev.webcheck.store.read.count;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FrameRowsTest {

    private static final Instant DAY = Instant.parse("2025-04-01T00:00:00Z");

    @Property
    void each_hour_of_a_frame_counts_once_and_no_other_does(
            @ForAll @IntRange(max = 100) int from, @ForAll @IntRange(max = 100) int length) {
        Map<Instant, Integer> counted = new HashMap<>();
        FrameRows rows = rows(from, from + length);
        rows.days().forEach(day -> Frame.starts(day, day.plus(Duration.ofDays(1)), TimeStep.HOUR)
                .forEach(hour -> counted.merge(hour, 1, Integer::sum)));
        rows.hours().forEach(hour -> counted.merge(hour, 1, Integer::sum));
        rows.lessHours().forEach(hour -> counted.merge(hour, -1, Integer::sum));
        counted.values().removeIf(times -> times == 0);

        Map<Instant, Integer> once = new HashMap<>();
        Frame.starts(hour(from), hour(from + length), TimeStep.HOUR).forEach(hour -> once.put(hour, 1));
        assertThat(counted).isEqualTo(once);
    }

    @Property
    void no_day_takes_more_than_thirteen_rows(
            @ForAll @IntRange(max = 100) int from, @ForAll @IntRange(max = 100) int length) {
        FrameRows rows = rows(from, from + length);

        assertThat(rows.days().size() + rows.hours().size() + rows.lessHours().size())
                .isLessThanOrEqualTo(13 * (2 + length / 24));
    }

    @Test
    void most_of_a_day_is_the_day_less_its_other_hours() {
        assertThat(rows(3, 27).days()).containsExactly(DAY);
        assertThat(rows(3, 27).lessHours()).containsExactly(hour(0), hour(1), hour(2));
        assertThat(rows(3, 27).hours()).containsExactly(hour(24), hour(25), hour(26));
    }

    private static FrameRows rows(int from, int to) {
        return FrameRows.of(Frame.of(hour(from), hour(to)));
    }

    private static Instant hour(int hour) {
        return DAY.plus(Duration.ofHours(hour));
    }
}
