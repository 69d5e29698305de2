package dev.webcheck.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** An operator reads what to do where a connection pooler is the cause. */
class PoolerAdviceTest {

    @Test
    void a_refused_start_up_parameter_names_the_setting_of_the_pooler() {
        assertThat(PoolerAdvice.on(new SQLException("FATAL: unsupported startup parameter: options", "08P01")))
                .startsWith("FATAL: unsupported startup parameter: options: ")
                .contains("ignore_startup_parameters", "Connection poolers");
    }

    @Test
    void mixed_up_prepared_statements_name_the_setting_of_the_driver() {
        for (String state : new String[] {"26000", "42P05"}) {
            assertThat(PoolerAdvice.on(new SQLException("ERROR: prepared statement \"S_1\"", state)))
                    .contains("prepareThreshold=0");
        }
    }

    @Test
    void any_other_message_stays_as_it_is() {
        assertThat(PoolerAdvice.on(new SQLException("Connection refused", "08001")))
                .isEqualTo("Connection refused");
        assertThat(PoolerAdvice.on(new SQLException(null, null, 0))).isEqualTo("null");
    }
}
