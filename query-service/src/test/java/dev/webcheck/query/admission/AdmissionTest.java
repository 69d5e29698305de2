package dev.webcheck.query.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;

class AdmissionTest {

    private static final int LARGE = Admission.WHOLE_ANSWER_BYTES + 1;
    private static final int MOST = 8 * LARGE;

    private final Admission admission = new Admission(new Settings(2, MOST));

    @Example
    void large_answers_leave_half_of_the_room_to_small_ones() {
        List<Lease> held = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            held.add(admission.unsent(LARGE));
        }

        assertRefused(LARGE);
        for (int i = 0; i < 4; i++) {
            held.add(admission.unsent(LARGE - 1));
        }
        assertRefused(LARGE - 1);

        held.forEach(Lease::release);
        held.forEach(Lease::release);
        assertThat(admission.unsent(LARGE)).isNotNull();
        admission.unsent(3 * LARGE);
        assertRefused(LARGE);
    }

    @Example
    void there_is_room_for_requests_of_both_sizes() {
        assertThatThrownBy(() -> new Admission(new Settings(1, MOST)))
                .hasMessage("webcheck.query.admission.requests is 1, must be at least 2");
    }

    private void assertRefused(int bytes) {
        assertThatThrownBy(() -> admission.unsent(bytes)).isInstanceOf(NoRoomException.class);
    }

    private record Settings(int requests, long mostUnsent) implements AdmissionSettings {

        @Override
        public Duration maxWait() {
            return Duration.ZERO;
        }

        @Override
        public int streams() {
            return 1;
        }

        @Override
        public MemorySize unsent() {
            return new MemorySize(BigInteger.valueOf(mostUnsent));
        }

        @Override
        public Duration slowReader() {
            return Duration.ZERO;
        }
    }
}
