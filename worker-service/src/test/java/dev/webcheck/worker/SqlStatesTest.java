package dev.webcheck.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.postgresql.util.ServerErrorMessage;

class SqlStatesTest {

    @ParameterizedTest
    @ValueSource(strings = {"22021", "23502", "23514", "54000"})
    void data_that_the_database_will_never_take_is_refused(String state) {
        assertThat(SqlStates.isRefusal(fromServer(state))).isTrue();
        assertThat(SqlStates.isRefusal(new BatchUpdateException("no", state, new int[0], fromServer(state))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"22021", "22023", "54000"})
    void what_the_driver_does_not_take_is_our_fault_and_not_the_datas(String state) {
        SQLException failure = new PSQLException("no", PSQLState.INVALID_PARAMETER_VALUE);

        assertThat(SqlStates.isRefusal(failure)).isFalse();
        assertThat(SqlStates.isRefusal(new SQLException("no", state))).isFalse();
        assertThat(SqlStates.cause(failure)).isEqualTo(SqlStates.OTHER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"22P03", "22P04"})
    void a_form_that_the_server_cannot_read_is_our_fault_and_not_the_datas(String state) {
        assertThat(SqlStates.isRefusal(fromServer(state))).isFalse();
        assertThat(SqlStates.cause(fromServer(state))).isEqualTo(SqlStates.OTHER);
    }

    @ParameterizedTest
    @CsvSource({
        "08006,unavailable",
        "57P01,unavailable",
        "23505,conflict",
        "40001,conflict",
        "53100,busy",
        "55P03,busy",
        "28P01,login",
        "3D000,login",
        "42P01,other"
    })
    void everything_else_is_tried_again_and_named_in_one_word(String state, String cause) {
        SQLException failure = fromServer(state);

        assertThat(SqlStates.isRefusal(failure)).isFalse();
        assertThat(SqlStates.cause(failure)).isEqualTo(cause);
    }

    @Test
    void a_pool_without_a_connection_is_a_database_that_is_away() {
        assertThat(SqlStates.cause(new SQLException("waited in vain"))).isEqualTo("unavailable");
    }

    private static SQLException fromServer(String state) {
        return new PSQLException(new ServerErrorMessage("SERROR\0C" + state + "\0Mno\0"));
    }
}
