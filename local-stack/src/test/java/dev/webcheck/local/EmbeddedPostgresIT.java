package dev.webcheck.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresIT {

    @Test
    void rows_are_kept_over_a_restart(@TempDir Path folder) throws Exception {
        int port = Ports.anyFree();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, port)) {
            execute(postgres, "CREATE TABLE kept (word text)");
            execute(postgres, "INSERT INTO kept VALUES ('kept')");
        }

        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, port)) {
            assertThat(ask(postgres, "SELECT word FROM kept")).isEqualTo("kept");
        }
    }

    @Test
    void a_server_that_was_taken_away_comes_back_at_the_same_place() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.startTemporary()) {
            String before = postgres.jdbcUrl();
            execute(postgres, "CREATE TABLE kept (word text)");

            postgres.stop();
            assertThatThrownBy(() -> ask(postgres, "SELECT 1")).isInstanceOf(SQLException.class);
            postgres.restart();

            assertThat(postgres.jdbcUrl()).isEqualTo(before);
            assertThat(ask(postgres, "SELECT count(*)::text FROM kept")).isEqualTo("0");
        }
    }

    @Test
    void what_was_committed_survives_a_crash_at_that_moment_and_what_was_not_does_not() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.startTemporary()) {
            execute(postgres, "CREATE TABLE kept (word text)");
            try (Connection undecided = connect(postgres)) {
                undecided.setAutoCommit(false);
                undecided.createStatement().execute("INSERT INTO kept VALUES ('not committed')");
                execute(postgres, "INSERT INTO kept VALUES ('committed')");
                postgres.crash();
                assertThatThrownBy(undecided::commit).isInstanceOf(SQLException.class);
            }
            postgres.restart();

            assertThat(ask(postgres, "SELECT string_agg(word, ',') FROM kept")).isEqualTo("committed");
        }
    }

    @Test
    void it_is_postgresql_18_with_utf_8_and_an_order_that_no_locale_changes() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.startTemporary()) {
            assertThat(ask(postgres, "SHOW server_version")).startsWith("18.");
            assertThat(ask(postgres, "SHOW server_encoding")).isEqualTo("UTF8");
            assertThat(ask(postgres, "SELECT ('B' < 'a')::text")).isEqualTo("true");
        }
    }

    @Test
    void a_port_in_use_is_named(@TempDir Path folder) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> EmbeddedPostgres.start(folder, taken.getLocalPort()))
                    .isInstanceOf(LocalServerException.class)
                    .hasMessageContaining("port " + taken.getLocalPort());
        }
    }

    @Test
    void the_data_of_a_temporary_server_is_deleted() {
        EmbeddedPostgres postgres = EmbeddedPostgres.startTemporary();
        assertThat(postgres.dataDirectory()).isNotEmptyDirectory();

        postgres.close();

        assertThat(postgres.dataDirectory()).doesNotExist();
    }

    private static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection = connect(postgres);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection = connect(postgres);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }

    private static Connection connect(EmbeddedPostgres postgres) throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(), postgres.username(), postgres.password());
    }
}
