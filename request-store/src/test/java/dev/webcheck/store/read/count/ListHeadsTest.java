package dev.webcheck.store.read.count;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ListHeadsTest {

    private final ListHeads heads = new ListHeads();

    @Test
    void what_no_list_names_has_at_most_the_sum_of_the_rests() {
        heads.add("one", "a", 9, 7);
        heads.add("one", "b", 7, 7);
        heads.add("two", "a", 5, 4);
        heads.add("two", "c", 4, 4);

        assertThat(heads.likely(1)).containsExactly("a");
        assertThat(heads.likely(2)).containsExactlyInAnyOrder("a", "b", "c");
        // b has 7, and 4 in the other list at the most
        assertThat(heads.atMostWithout(heads.likely(1))).isEqualTo(11);
        assertThat(heads.atMostWithout(heads.likely(2))).isEqualTo(11);
        assertThat(heads.size()).isEqualTo(3);
    }

    @Test
    void lists_without_a_rest_have_no_others() {
        heads.add("one", "a", 9, 0);
        heads.add("two", "b", 8, 0);

        assertThat(heads.likely(1)).containsExactly("a");
        assertThat(heads.atMostWithout(heads.likely(1))).isEqualTo(8);
        assertThat(heads.atMostWithout(heads.likely(2))).isZero();
    }

    @Test
    void without_any_there_is_none() {
        assertThat(heads.likely(3)).isEmpty();
        assertThat(heads.atMostWithout(heads.likely(3))).isZero();
    }
}
