package dev.webcheck.system;

import static org.awaitility.Awaitility.await;

import dev.webcheck.local.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real PgBouncer in transaction mode before a database; it lets every user in. */
final class PgBouncer implements AutoCloseable {

    static final String NONE =
            "The tests behind PgBouncer were NOT RUN: there is no pgbouncer on this machine (on Debian: apt-get"
                    + " install pgbouncer).";

    private final Process process;
    private final int port;

    private PgBouncer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** The program, on the path or where Debian has it. */
    static Optional<Path> program() {
        Stream<String> folders = Stream.concat(
                Arrays.stream(
                        Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator)),
                Stream.of("/usr/sbin"));
        return folders.map(folder -> Path.of(folder, "pgbouncer"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Starts one.
     *
     * @param dropped the start-up parameters of clients that it drops; it refuses others that it does not know
     */
    static PgBouncer start(EmbeddedPostgres postgres, Path folder, List<String> users, String dropped)
            throws IOException {
        int port = freePort();
        Path list = Files.writeString(
                folder.resolve("userlist.txt"),
                String.join(
                        "",
                        users.stream().map(user -> "\"" + user + "\" \"\"\n").toList()));
        Path config =
                Files.writeString(folder.resolve("pgbouncer.ini"), """
                [databases]
                webcheck = host=127.0.0.1 port=%d dbname=webcheck
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                unix_socket_dir =
                auth_type = trust
                auth_file = %s
                pool_mode = transaction
                # So few that services share the sessions of the server.
                default_pool_size = 3
                ignore_startup_parameters = %s
                """.formatted(postgres.port(), port, list, dropped));
        List<String> command = new ArrayList<>(List.of(program().orElseThrow().toString(), "-q"));
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("-u", "nobody"));
        }
        for (Path path : List.of(folder, list, config)) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        command.add(config.toString());
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("pgbouncer.log").toFile())
                .start();
        PgBouncer started = new PgBouncer(process, port);
        await().atMost(Duration.ofSeconds(20)).until(started::listens);
        return started;
    }

    /** As the services want it; PgBouncer 1.18 does not keep named statements apart that clients prepare. */
    String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/webcheck?prepareThreshold=0";
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
