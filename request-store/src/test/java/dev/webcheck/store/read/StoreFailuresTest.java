package dev.webcheck.store.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreFailuresTest {

    @ParameterizedTest
    @ValueSource(strings = {"08001", "08006", "28P01", "3D000", "53300", "57P01", "57P03", "58030", "40001"})
    void a_database_that_cannot_serve_is_unreachable(String state) {
        assertThat(translated(state))
                .isInstanceOfSatisfying(StoreUnavailableException.class, away -> assertThat(away.state())
                        .isEqualTo(StoreState.UNREACHABLE));
    }

    @Test
    void a_pool_that_gets_no_connection_is_a_database_that_is_unreachable() {
        RuntimeException waited =
                new RuntimeException(new SQLException("Acquisition timeout while waiting for new connection"));

        assertThat(StoreFailures.translate(waited))
                .isInstanceOfSatisfying(StoreUnavailableException.class, away -> assertThat(away.state())
                        .isEqualTo(StoreState.UNREACHABLE));
    }

    @Test
    void a_pool_whose_connections_are_all_in_use_is_busy() {
        RuntimeException waited = new RuntimeException(new SQLException("Sorry, acquisition timeout!"));

        assertThat(StoreFailures.translate(waited))
                .isInstanceOfSatisfying(StoreUnavailableException.class, busy -> assertThat(busy.state())
                        .isEqualTo(StoreState.BUSY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"42P01", "42703", "3F000"})
    void missing_tables_are_a_missing_schema(String state) {
        assertThat(translated(state))
                .isInstanceOfSatisfying(StoreUnavailableException.class, away -> assertThat(away.state())
                        .isEqualTo(StoreState.WITHOUT_SCHEMA));
    }

    @Test
    void a_statement_that_was_cancelled_ran_out_of_time() {
        assertThat(translated("57014")).isInstanceOf(StoreTimeoutException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"22021", "25006", "42601"})
    void our_own_mistakes_stay_what_they_are(String state) {
        RuntimeException mistake = new RuntimeException(new SQLException("a mistake", state));

        assertThat(StoreFailures.translate(mistake)).isSameAs(mistake);
    }

    @Test
    void a_statement_of_ours_that_is_refused_is_a_mistake() {
        SQLException refused = new SQLException("syntax error", "42601");

        assertThat(StoreFailures.translate(refused))
                .isInstanceOf(IllegalStateException.class)
                .hasCause(refused);
    }

    @Test
    void what_is_not_of_the_database_stays_what_it_is() {
        RuntimeException mistake = new IllegalArgumentException("limit");

        assertThat(StoreFailures.translate(mistake)).isSameAs(mistake);
    }

    private static RuntimeException translated(String state) {
        return StoreFailures.translate(
                new IllegalStateException(new RuntimeException(new SQLException("trouble", state))));
    }
}
