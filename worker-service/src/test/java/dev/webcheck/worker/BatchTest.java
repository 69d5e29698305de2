package dev.webcheck.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BatchTest {

    @Test
    void what_a_poll_brings_is_one_batch_that_knows_how_far_it_reaches() {
        Batch batch = Batch.of(Stream.of(PolledRecords.range(0, 3, 7), PolledRecords.range(2, 1, 2))
                        .flatMap(List::stream)
                        .toList())
                .get(0);

        assertThat(batch.records()).hasSize(5);
        assertThat(batch.spans().get(0))
                .extracting(Batch.Span::first, Batch.Span::last)
                .containsExactly(3L, 6L);
        assertThat(batch.spans().get(2))
                .extracting(Batch.Span::first, Batch.Span::last)
                .containsExactly(1L, 1L);
    }

    @Test
    void a_batch_has_a_bound_of_records() {
        assertThat(Batch.of(PolledRecords.range(0, 0, Batch.MOST_RECORDS + 1)))
                .extracting(batch -> batch.records().size())
                .containsExactly(Batch.MOST_RECORDS, 1);
    }

    @Test
    void large_records_make_small_batches() {
        assertThat(Batch.of(Collections.nCopies(3, PolledRecords.ofSize(Batch.MOST_BYTES / 2))))
                .extracting(batch -> batch.records().size())
                .containsExactly(2, 1);
    }

    @Test
    void of_no_records_there_is_no_batch() {
        assertThat(Batch.of(List.of())).isEmpty();
    }
}
