package dev.webcheck.correlation;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;

class DurationBucketsTest {

    @Property
    void what_is_read_within_the_bucket_of_a_duration_is_off_by_less_than_its_width(
            @ForAll @LongRange(min = 1_001, max = 3_600_000_000_000L) long nanos,
            @ForAll @DoubleRange(min = 0, max = 1) double fraction) {
        double factor = (double) DurationBuckets.within(DurationBuckets.of(nanos), fraction) / nanos;

        assertThat(factor).isBetween(Math.pow(2, -0.2501), Math.pow(2, 0.2501));
    }

    @Property
    void the_end_of_a_bucket_is_in_it_and_its_start_in_the_one_before(
            @ForAll @LongRange(min = 20, max = 150) long bucket) {
        int index = (int) bucket;

        assertThat(DurationBuckets.within(index, 0)).isEqualTo(DurationBuckets.within(index - 1, 1));
        assertThat(DurationBuckets.of(DurationBuckets.within(index, 1) - 1)).isEqualTo(index);
        assertThat(DurationBuckets.of(DurationBuckets.within(index, 0) + 2)).isEqualTo(index);
    }
}
