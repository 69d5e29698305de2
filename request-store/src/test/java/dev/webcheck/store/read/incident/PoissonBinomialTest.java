package dev.webcheck.store.read.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class PoissonBinomialTest {

    @Property
    void it_is_the_sum_over_all_cases(@ForAll @Size(max = 9) double[] any, @ForAll @IntRange(max = 10) int least) {
        double[] probabilities = unit(any);
        double sum = 0;
        for (int happens = 0; happens < 1 << probabilities.length; happens++) {
            if (Integer.bitCount(happens) >= least) {
                double of = 1;
                for (int i = 0; i < probabilities.length; i++) {
                    of *= (happens >> i & 1) == 1 ? probabilities[i] : 1 - probabilities[i];
                }
                sum += of;
            }
        }

        assertThat(PoissonBinomial.atLeast(least, probabilities)).isCloseTo(sum, within(1e-12));
    }

    @Property
    void more_is_never_likelier_and_likelier_events_never_make_it_less_likely(
            @ForAll @Size(min = 1, max = 30) double[] any, @ForAll @DoubleRange(max = 1) double likelier) {
        double[] probabilities = unit(any);
        double[] raised = probabilities.clone();
        raised[0] = Math.max(raised[0], likelier);

        double before = 1;
        for (int least = 0; least <= probabilities.length + 1; least++) {
            double now = PoissonBinomial.atLeast(least, probabilities);
            assertThat(now).isBetween(0.0, before + 1e-15);
            assertThat(PoissonBinomial.atLeast(least, raised)).isGreaterThanOrEqualTo(now - 1e-12);
            before = now;
        }
        assertThat(PoissonBinomial.atLeast(0, probabilities)).isCloseTo(1, within(1e-12));
        assertThat(PoissonBinomial.atLeast(probabilities.length + 1, probabilities))
                .isZero();
    }

    @Example
    void small_probabilities_keep_their_digits() {
        double[] probabilities = new double[30];
        Arrays.fill(probabilities, 1e-5);

        assertThat(PoissonBinomial.atLeast(30, probabilities)).isCloseTo(1e-150, within(1e-162));
    }

    /** Whatever numbers come, brought between 0 and 1. */
    private static double[] unit(double[] any) {
        double[] unit = new double[any.length];
        for (int i = 0; i < any.length; i++) {
            double fraction = Math.abs(any[i]) - Math.floor(Math.abs(any[i]));
            unit[i] = Double.isFinite(fraction) ? fraction : 1;
        }
        return unit;
    }
}
