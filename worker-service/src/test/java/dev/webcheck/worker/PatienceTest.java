package dev.webcheck.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.UnknownHostException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PatienceTest {

    private final Outage database = new Outage("the database", Clock.systemUTC());
    private final List<Boolean> waited = new ArrayList<>();

    @Test
    void a_step_is_tried_until_it_works_and_until_then_it_is_waited_for() throws Exception {
        Patience.until(database, failure -> true, () -> {
            waited.add(database.since().isPresent());
            if (waited.size() < 3) {
                throw new SQLException("not there");
            }
        });

        assertThat(waited).containsExactly(false, true, true);
        assertThat(database.since()).isEmpty();
    }

    @Test
    void a_failure_that_does_not_pass_ends_the_start_with_what_it_says() {
        assertThatThrownBy(() -> Patience.until(database, failure -> false, () -> {
                    throw new IllegalStateException("around", new SQLException("syntax error"));
                }))
                .isInstanceOf(Preparation.ImpossibleException.class)
                .hasMessage("syntax error");
    }

    @Test
    void who_is_told_to_stop_does_not_try_again_whatever_the_step_made_of_it() {
        Patience.Step step = () -> {
            waited.add(true);
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted");
        };

        assertThatThrownBy(() -> Patience.until(database, failure -> true, step))
                .isInstanceOf(InterruptedException.class);
        assertThat(waited).hasSize(1);
        assertThat(database.since()).isEmpty();
    }

    @Test
    void an_unknown_host_names_itself() {
        SQLException failure =
                new SQLException("The connection attempt failed.", new UnknownHostException("no.such.db"));

        assertThat(Causes.said(new IllegalStateException("around", failure))).isEqualTo("unknown host no.such.db");
    }

    @Test
    void an_exception_without_words_is_told_by_its_name() {
        assertThat(Causes.said(new IllegalStateException())).isEqualTo("java.lang.IllegalStateException");
    }
}
