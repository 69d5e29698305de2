package dev.webcheck.system;

import dev.webcheck.client.Webcheck;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/** An application that a user could have written, in a process of its own that the tests stop, go on with and kill. */
final class Application implements AutoCloseable {

    /** Shorter than an application would have it, for the tests wait until it has run out. */
    static final Duration LEASE = Duration.ofSeconds(6);

    private static final String DRAINS = "application.drains";

    private final Process process;

    private Application(Process process) {
        this.process = process;
    }

    /** Starts a process that gets the URLs one after the other and ends. */
    static Application getting(String bootstrapServers, String... urls) {
        return started(bootstrapServers, false, urls);
    }

    /** As {@link #getting}, but as a server does it: what it has begun goes on after SIGTERM, and nobody closes the SDK. */
    static Application draining(String bootstrapServers, String... urls) {
        return started(bootstrapServers, true, urls);
    }

    private static Application started(String bootstrapServers, boolean drains, String... urls) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                // One of its own: else whatever runs on this machine could find it and tell of this process's death.
                "-Dwebcheck.journal-directory="
                        + Path.of("target", "journals", UUID.randomUUID().toString()),
                "-D" + DRAINS + "=" + drains,
                "-Dwebcheck.heartbeat-interval=1s",
                "-Dwebcheck.lease=" + LEASE.toSeconds() + "s",
                "-cp",
                System.getProperty("java.class.path"),
                Application.class.getName(),
                bootstrapServers));
        Collections.addAll(command, urls);
        try {
            return new Application(new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.to(new File("target", "application-of-a-test.log")))
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The process.
     *
     * @param args where Kafka is, and what to get
     */
    public static void main(String... args) throws IOException {
        Webcheck webcheck = Webcheck.builder()
                .service("application-of-a-test")
                .kafkaBootstrapServers(args[0])
                .start();
        boolean drains = Boolean.getBoolean(DRAINS);
        if (drains) {
            Thread work = Thread.currentThread();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> join(work)));
        }
        try (CloseableHttpClient client =
                webcheck.instrument(HttpClients.custom()).build()) {
            for (String url : List.of(args).subList(1, args.length)) {
                client.execute(new HttpGet(url), response -> {
                    EntityUtils.consume(response.getEntity());
                    return response.getCode();
                });
            }
        }
        if (!drains) {
            webcheck.close();
        }
    }

    private static void join(Thread work) {
        try {
            work.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** SIGTERM. */
    void terminate() {
        process.toHandle().destroy();
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly();
    }

    /** SIGSTOP: the process is not run any more, and does not know. */
    void pause() {
        signal("STOP");
    }

    /** SIGCONT. */
    void resume() {
        signal("CONT");
    }

    boolean isRunning() {
        return process.isAlive();
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
