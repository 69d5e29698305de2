package dev.webcheck.local;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

/** One run of PostgreSQL. The only class that knows the library which brings the binaries. */
final class PostgresServer {

    static final String HOST = "localhost";
    static final String DATABASE = "webcheck";
    static final String USER = "postgres";

    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    /** Held, because loggers that nobody holds forget their level. */
    private static final Logger QUIETENED = quiet("io.zonky.test");

    private final EmbeddedPostgres server;

    private PostgresServer(EmbeddedPostgres server) {
        this.server = server;
    }

    static PostgresServer start(Path folder, int port) {
        Path data = folder.resolve("data");
        Path log = folder.resolve("postgres.log");
        try {
            Files.createDirectories(folder);
            deleteHalfMadeData(data);
            ProcessBuilder.Redirect toLog = ProcessBuilder.Redirect.appendTo(log.toFile());
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setPort(port)
                    .setPGStartupWait(START_LIMIT)
                    .setOutputRedirector(toLog)
                    .setErrorRedirector(toLog)
                    // the same sort order on every machine
                    .setLocaleConfig("locale", "C")
                    .setLocaleConfig("locale-provider", "builtin")
                    .setLocaleConfig("builtin-locale", "C.UTF-8")
                    // a socket file in /tmp would outlive a killed server
                    .setServerConfig("unix_socket_directories", "")
                    .setServerConfig("max_connections", "100")
                    .start();
            PostgresServer started = new PostgresServer(server);
            started.createDatabase();
            return started;
        } catch (IOException | SQLException | RuntimeException e) {
            throw new LocalServerException(PostgresFailure.explain(port, folder, log, e), e);
        }
    }

    void stop() {
        try {
            server.close();
        } catch (IOException e) {
            throw new LocalServerException("PostgreSQL did not stop: " + e.getMessage(), e);
        }
    }

    /** The configuration is written before the data; a folder with the one and not the other cannot be started. */
    private static void deleteHalfMadeData(Path data) {
        boolean begun = Files.exists(data);
        boolean made = Files.exists(data.resolve("global/pg_control"));
        if (begun && !made) {
            TemporaryFolder.delete(data);
        }
    }

    private void createDatabase() throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            try (ResultSet found =
                    statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + DATABASE + "'")) {
                if (found.next()) {
                    return;
                }
            }
            statement.execute("CREATE DATABASE " + DATABASE);
        }
    }

    private static Logger quiet(String name) {
        Logger logger = Logger.getLogger(name);
        logger.setLevel(Level.WARNING);
        return logger;
    }
}
