package dev.webcheck.local;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server that needs no installation: its binaries come from a jar, and it runs as a process of its own.
 *
 * <pre>{@code
 * try (EmbeddedPostgres postgres = EmbeddedPostgres.startTemporary()) {
 *     DriverManager.getConnection(postgres.jdbcUrl(), postgres.username(), postgres.password());
 * }
 * }</pre>
 *
 * <p>It listens on the loopback address only and has an empty database {@code webcheck}. It does not wait for the disk
 * when it commits, so it is as safe as any against the death of processes, and unsafe against the loss of power.
 * {@link #stop} and {@link #restart} take it away and bring it back on the same port with the same data.
 *
 * <p>This class is safe for use by many threads.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    private static final int ATTEMPTS_FOR_A_FREE_PORT = 3;

    private final Path dataDirectory;
    private final int port;
    private final boolean temporary;
    private final Thread closeAtExit = new Thread(this::close, "close-embedded-postgres");
    private @Nullable PostgresServer server;

    private EmbeddedPostgres(Path dataDirectory, int port, boolean temporary) {
        this.dataDirectory = dataDirectory.toAbsolutePath().normalize();
        this.port = port;
        this.temporary = temporary;
    }

    /**
     * Starts a server that keeps its data.
     *
     * @param dataDirectory its folder, made if it is missing; only one server at a time may use it
     * @param port the port for clients
     * @return the server, ready for clients; close it to stop it
     * @throws LocalServerException if it does not start
     */
    public static EmbeddedPostgres start(Path dataDirectory, int port) {
        EmbeddedPostgres postgres = stopped(dataDirectory, port);
        postgres.restart();
        return postgres;
    }

    /** A server that keeps its data and has not been started yet. */
    static EmbeddedPostgres stopped(Path dataDirectory, int port) {
        return new EmbeddedPostgres(dataDirectory, port, false);
    }

    /**
     * Starts a server on a free port, whose data is deleted when it is closed or the JVM ends.
     *
     * @return the server, ready for clients
     * @throws LocalServerException if it does not start
     */
    public static EmbeddedPostgres startTemporary() {
        for (int attempt = 1; ; attempt++) {
            EmbeddedPostgres postgres =
                    new EmbeddedPostgres(TemporaryFolder.create("webcheck-postgres-"), Ports.anyFree(), true);
            try {
                postgres.restart();
                Runtime.getRuntime().addShutdownHook(postgres.closeAtExit);
                return postgres;
            } catch (LocalServerException e) {
                TemporaryFolder.delete(postgres.dataDirectory);
                if (attempt == ATTEMPTS_FOR_A_FREE_PORT) {
                    throw e;
                }
            }
        }
    }

    /**
     * Where the database {@code webcheck} is.
     *
     * @return the JDBC URL, without a user; the same after a restart
     */
    public String jdbcUrl() {
        return "jdbc:postgresql://" + PostgresServer.HOST + ":" + port + "/" + PostgresServer.DATABASE;
    }

    /**
     * Who may do everything.
     *
     * @return the name of the user
     */
    public String username() {
        return PostgresServer.USER;
    }

    /**
     * The password of {@link #username}; the server takes any, but some clients want one.
     *
     * @return the password
     */
    public String password() {
        return PostgresServer.USER;
    }

    /**
     * The port for clients.
     *
     * @return the port, the same after a restart
     */
    public int port() {
        return port;
    }

    /** Ends a server that was left running by a killed process; whether there was one. */
    static boolean endOrphan(Path dataDirectory) {
        return PostgresServer.endOrphan(dataDirectory);
    }

    /** Completes with a message when the server that was started last has ended, whoever ended it. */
    synchronized CompletableFuture<String> ended() {
        return server == null ? new CompletableFuture<>() : server.ended();
    }

    /** Where its data is. */
    Path dataDirectory() {
        return dataDirectory;
    }

    /** Stops the server, breaking its connections, and keeps its data; does nothing while it is stopped. */
    public synchronized void stop() {
        if (server != null) {
            server.stop();
            server = null;
        }
    }

    /**
     * Ends the server at once, as a crash would: in the midst of transactions, writing nothing more. What was committed is
     * there after {@link #restart}. Does nothing while it is stopped.
     */
    public synchronized void crash() {
        if (server != null) {
            server.crash();
            server = null;
        }
    }

    /**
     * Freezes the server: its connections stay open, and it answers nothing until {@link #resume}. Does nothing while it is stopped.
     *
     * @throws LocalServerException if a process of the server cannot be frozen
     */
    public synchronized void pause() {
        if (server != null) {
            server.pause();
        }
    }

    /**
     * Lets a server go on that {@link #pause} has frozen; does nothing to any other.
     *
     * @throws LocalServerException if a process of the server cannot be resumed
     */
    public synchronized void resume() {
        if (server != null) {
            server.resume();
        }
    }

    /**
     * Starts the server again after {@link #stop} or {@link #crash}, on the same port with the same data; does nothing while it runs.
     *
     * @throws LocalServerException if it does not start
     */
    public synchronized void restart() {
        if (server == null) {
            server = PostgresServer.start(dataDirectory, port);
        }
    }

    /** Stops the server; the data of a temporary one is deleted. */
    @Override
    public synchronized void close() {
        stop();
        if (temporary) {
            TemporaryFolder.delete(dataDirectory);
            ExitHook.remove(closeAtExit);
        }
    }
}
