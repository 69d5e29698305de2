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
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;

/** One run of PostgreSQL. The only class that knows the library which brings the binaries. */
final class PostgresServer {

    static final String HOST = "localhost";
    static final String DATABASE = "webcheck";
    static final String USER = "postgres";

    private static final String DATA = "data";
    private static final String LOG = "postgres.log";
    private static final Duration START_LIMIT = Duration.ofSeconds(30);

    private final EmbeddedPostgres server;
    private final Path data;

    private PostgresServer(EmbeddedPostgres server, Path data) {
        this.server = server;
        this.data = data;
    }

    static PostgresServer start(Path folder, int port) {
        Path data = folder.resolve(DATA);
        Path log = folder.resolve(LOG);
        Path complete = folder.resolve("complete");
        QuietLoggers.raise("io.zonky.test", Level.WARNING);
        // complains when it is to stop a server that has crashed
        QuietLoggers.raise("io.zonky.test.db.postgres.embedded.EmbeddedPostgres", Level.OFF);
        try {
            Files.createDirectories(folder);
            Files.deleteIfExists(log);
            Postmaster.endOrphan(data);
            if (Ports.isTaken(port)) {
                throw new LocalServerException("PostgreSQL did not start: port " + port + " is taken.");
            }
            deleteHalfMadeData(data, complete);
            ProcessBuilder.Redirect toLog = ProcessBuilder.Redirect.appendTo(log.toFile());
            EmbeddedPostgres server = PostgresBinaries.start(EmbeddedPostgres.builder()
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
                    // the library's default would lose what was committed just before a crash of the server
                    .setServerConfig("synchronous_commit", "on"));
            createDatabase(server);
            Files.writeString(complete, "");
            return new PostgresServer(server, data);
        } catch (LocalServerException e) {
            throw e;
        } catch (IOException | SQLException | RuntimeException e) {
            Postmaster.of(data).ifPresent(Postmaster::end);
            throw new LocalServerException(PostgresFailure.explain(port, folder, log, e), e);
        }
    }

    static boolean endOrphan(Path folder) {
        return Postmaster.endOrphan(folder.resolve(DATA));
    }

    CompletableFuture<String> ended() {
        return Postmaster.of(data)
                .map(ProcessHandle::onExit)
                .orElseGet(CompletableFuture::new)
                .thenApply(process -> "PostgreSQL ended by itself. Its log is " + data.resolveSibling(LOG) + ".");
    }

    void stop() {
        Optional<ProcessHandle> process = Postmaster.of(data);
        try {
            server.close();
            process.filter(ProcessHandle::isAlive).ifPresent(Postmaster::end);
        } catch (IOException e) {
            throw new LocalServerException("PostgreSQL did not stop: " + e.getMessage(), e);
        }
    }

    void pause() {
        Postmaster.of(data).ifPresent(Postmaster::pause);
    }

    void resume() {
        Postmaster.of(data).ifPresent(Postmaster::resume);
    }

    /** Stops it as a crash would. */
    void crash() {
        Postmaster.of(data).ifPresent(Postmaster::crash);
        stop();
    }

    /** Data of a run that was killed before its database was there cannot be trusted, and holds nothing. */
    private static void deleteHalfMadeData(Path data, Path complete) {
        if (Files.exists(data) && !Files.exists(complete)) {
            TemporaryFolder.delete(data);
        }
    }

    private static void createDatabase(EmbeddedPostgres server) throws SQLException {
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
}
