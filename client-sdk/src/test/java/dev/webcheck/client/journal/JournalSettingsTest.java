package dev.webcheck.client.journal;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class JournalSettingsTest {

    @Test
    void a_size_out_of_range_is_an_error_that_tells_the_size() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings((1 << 20) - 1, 10, 10))
                .withMessage("size must be 1048576 to 1073741824 bytes, but is 1048575");
        assertThatIllegalArgumentException().isThrownBy(() -> settings((1L << 30) + 1, 10, 10));
        assertThatNoException().isThrownBy(() -> settings(1L << 30, 10, 10));
    }

    @Test
    void no_record_may_be_larger_than_a_part_of_the_journal() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(1 << 20, (64 << 10) + 1, 10))
                .withMessage("largestBegin must be 0 to 65536 bytes, but is 65537");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(1 << 30, 10, (512 << 10) + 1))
                .withMessage("largestEnd must be 0 to 524288 bytes, but is 524289");
        assertThatIllegalArgumentException().isThrownBy(() -> settings(1 << 20, -1, 10));
    }

    private static JournalSettings settings(long size, int largestBegin, int largestEnd) {
        return new JournalSettings(Path.of("journals"), size, UUID.randomUUID(), "checkout", largestBegin, largestEnd);
    }
}
