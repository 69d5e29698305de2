package dev.webcheck.store.read.sql;

import static dev.webcheck.store.read.Rows.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webcheck.store.read.PostgresResource;
import dev.webcheck.store.read.Rows;
import dev.webcheck.store.read.StoreTimeoutException;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class DatabaseIT {

    private static final Select SERVICES = Select.of("SELECT service FROM instance ORDER BY service");

    @Inject
    Database database;

    @Inject
    DataSource connections;

    private Rows rows;

    @BeforeEach
    void clear() throws SQLException {
        rows = new Rows(connections);
        rows.clear();
    }

    @Test
    void each_statement_sees_what_is_written_before_it() throws SQLException {
        rows.alive(1, "cart");

        assertThat(database.ask(this::servicesBeforeAndAfterOneMore))
                .containsExactly(List.of("cart"), List.of("cart", "checkout"));
    }

    @Test
    void statements_of_one_moment_see_the_same() throws SQLException {
        rows.alive(1, "cart");

        assertThat(database.askOfOneMoment(this::servicesBeforeAndAfterOneMore))
                .containsExactly(List.of("cart"), List.of("cart"));
    }

    @Test
    void a_connection_is_given_back_as_it_was_after_a_question_that_failed() throws SQLException {
        rows.alive(1, "cart");
        int moreThanThePoolHas = 12;
        for (int i = 0; i < moreThanThePoolHas; i++) {
            assertThatThrownBy(() -> database.askOfOneMoment(connection -> {
                        try (var statement = connection.createStatement()) {
                            statement.execute("SET LOCAL statement_timeout = 1");
                        }
                        return Select.of("SELECT pg_sleep(60)").first(connection, Row::text);
                    }))
                    .isInstanceOf(StoreTimeoutException.class);

            assertThat(rowsOf(SERVICES, Row::text)).containsExactly("cart");
            assertThat(database.<Boolean>ask(Connection::getAutoCommit)).isTrue();
        }
    }

    @Test
    void values_reach_the_database_and_come_back_as_what_they_are() {
        UUID id = UUID.randomUUID();
        Values values = new Values();
        String sql = "SELECT %s, %s, %s, %s, %s, %s::int, %s = ANY (%s), %s = ANY (%s), 7 = ANY (%s)"
                .formatted(
                        values.add(id),
                        values.add("it's; --"),
                        values.add(NOON),
                        values.add(Long.MAX_VALUE),
                        values.add(true),
                        values.add(3),
                        values.add(id),
                        values.add(new UUID[] {id}),
                        values.add("a"),
                        values.add(new String[] {"b", "c"}),
                        values.add(new Integer[] {7}));

        assertThat(rowsOf(
                        values.select(sql),
                        row -> List.of(
                                row.id(),
                                row.text(),
                                row.moment(),
                                row.number(),
                                row.truth(),
                                row.integer(),
                                row.truth(),
                                row.truth(),
                                row.truth())))
                .containsExactly(List.of(id, "it's; --", NOON, Long.MAX_VALUE, true, 3, true, false, true));
    }

    @Test
    void what_is_null_is_empty() {
        Select nulls = Select.of("SELECT NULL::uuid, NULL::text, NULL::timestamptz, NULL::bigint, NULL::int, 1");

        assertThat(rowsOf(
                        nulls,
                        row -> List.of(
                                row.optionalId(),
                                row.optionalText(),
                                row.optionalMoment(),
                                row.optionalNumber(),
                                row.optionalInteger(),
                                row.integer())))
                .containsExactly(List.of(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalLong.empty(),
                        OptionalInt.empty(),
                        1));
    }

    @Test
    void a_null_where_none_may_be_is_a_mistake_that_names_the_column() {
        Select broken = Select.of("SELECT 1, NULL::text");

        assertThatThrownBy(
                        () -> database.ask(connection -> broken.first(connection, row -> row.integer() + row.text())))
                .isInstanceOf(IllegalStateException.class)
                .cause()
                .hasMessage("column 2 is null");
    }

    private <T> List<T> rowsOf(Select select, RowReader<T> reader) {
        return database.ask(connection -> select.list(connection, reader));
    }

    private List<List<String>> servicesBeforeAndAfterOneMore(Connection connection) throws SQLException {
        List<String> before = SERVICES.list(connection, Row::text);
        // Else the pool would give the connection of the question.
        QuarkusTransaction.suspendingExisting().call(() -> rows.alive(2, "checkout"));
        return List.of(before, SERVICES.list(connection, Row::text));
    }
}
