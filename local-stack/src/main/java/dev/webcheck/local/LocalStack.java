package dev.webcheck.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All of Webcheck on this machine: Kafka inside this process, PostgreSQL and the packaged services as processes.
 *
 * <pre>{@code
 * try (LocalStack stack = LocalStack.startTemporary()) {
 *     URI requests = stack.query().baseUri().resolve("/api/v1/requests/get");
 *     stack.worker().kill();
 *     stack.worker().restart();
 * }
 * }</pre>
 *
 * <p>The services must have been packaged. {@link #close} ends everything that was started, also by
 * {@link #startAnother}, and may be called by another thread while {@link #start} is at work.
 *
 * <p>This class is safe for use by many threads.
 */
public final class LocalStack implements AutoCloseable {

    private static final Duration READY_LIMIT = Duration.ofMinutes(2);

    private static final String KAFKA = "kafka";
    private static final String POSTGRES = "postgres";

    private final LocalStackSettings settings;
    private final ProcessRecord record;
    private final Thread closeAtExit = new Thread(this::close, "close-local-stack");
    private final Map<Service, ServiceProcess> services = new EnumMap<>(Service.class);
    private final List<ServiceProcess> others = new ArrayList<>();
    private @Nullable EmbeddedKafka kafka;
    private @Nullable EmbeddedPostgres postgres;
    private @Nullable Supervision supervision;
    private volatile boolean closed;

    private LocalStack(LocalStackSettings settings) {
        this.settings = settings;
        this.record = new ProcessRecord(settings.dataDirectory());
    }

    /**
     * A stack of which nothing has been started.
     *
     * @param settings ports, folders, and what the services are told
     * @return the stack
     */
    public static LocalStack of(LocalStackSettings settings) {
        return new LocalStack(settings);
    }

    /**
     * Starts everything on free ports, with data that is deleted at the end.
     *
     * @return the stack, every service ready
     * @throws LocalServerException if a part does not start
     */
    public static LocalStack startTemporary() {
        return of(LocalStackSettings.temporary()).start();
    }

    /**
     * The folder of the project, in whose modules everything that is built lies.
     *
     * @return the folder that the system property {@code webcheck.home} names, else the working folder or one above it
     * @throws LocalServerException if it is not found
     */
    public static Path home() {
        return ProjectHome.find();
    }

    /**
     * Ends the processes that an earlier stack has left running because its process was killed.
     *
     * @param dataDirectory the data folder of that stack, which no stack may be using
     * @return how many there were
     */
    public static int endLeftovers(Path dataDirectory) {
        Path folder = dataDirectory.toAbsolutePath().normalize();
        return new ProcessRecord(folder).endAll() + (EmbeddedPostgres.endOrphan(folder.resolve(POSTGRES)) ? 1 : 0);
    }

    /**
     * Starts everything, once. If this process ends without {@link #close}, but not by SIGKILL, all is stopped too.
     *
     * @return this stack, every service ready
     * @throws LocalServerException if a part does not start; what was started before it has been stopped
     */
    public LocalStack start() {
        Runtime.getRuntime().addShutdownHook(closeAtExit);
        try {
            startAll();
            return this;
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Starts services again that end by themselves, from now on, and tells of what cannot be mended.
     *
     * @param supervisor hears of it
     */
    public synchronized void superviseBy(Supervisor supervisor) {
        refuseIfClosed();
        Supervision started = new Supervision(supervisor, record);
        supervision = started;
        services.values().forEach(started::keepRunning);
        started.giveUpAfter(kafka().gaveUp());
        started.giveUpAfter(postgres().ended());
    }

    /**
     * Starts one more process of a service, on a free port, without waiting for it; it ends with the stack.
     *
     * @param service which
     * @return its process
     * @throws LocalServerException if it cannot be started
     */
    public synchronized ServiceProcess startAnother(Service service) {
        refuseIfClosed();
        String name = service.label() + "-" + (others.size() + 2);
        ServiceProcess another = launcher().launch(service, name, Ports.anyFree());
        another.recordIn(record);
        others.add(another);
        return another;
    }

    /**
     * The broker.
     *
     * @return the broker of the stack
     */
    public synchronized EmbeddedKafka kafka() {
        return started(kafka, "Kafka");
    }

    /**
     * The database server.
     *
     * @return the server of the stack
     */
    public synchronized EmbeddedPostgres postgres() {
        return started(postgres, "PostgreSQL");
    }

    /**
     * The process of a service.
     *
     * @param service which
     * @return the process that the stack was started with
     */
    public synchronized ServiceProcess service(Service service) {
        return started(services.get(service), service.label());
    }

    /**
     * The worker-service.
     *
     * @return its process
     */
    public ServiceProcess worker() {
        return service(Service.WORKER);
    }

    /**
     * The ingest-service.
     *
     * @return its process
     */
    public ServiceProcess ingest() {
        return service(Service.INGEST);
    }

    /**
     * The query-service.
     *
     * @return its process
     */
    public ServiceProcess query() {
        return service(Service.QUERY);
    }

    /** Ends everything: the services first, all at once, then the database and the broker. */
    @Override
    public void close() {
        closed = true;
        synchronized (this) {
            if (supervision != null) {
                supervision.close();
            }
            List<ServiceProcess> running = new ArrayList<>(services.values());
            running.addAll(others);
            running.forEach(ServiceProcess::askToEnd);
            running.forEach(ServiceProcess::stop);
            services.clear();
            others.clear();
            record.clear();
            if (postgres != null) {
                postgres.close();
                postgres = null;
            }
            if (kafka != null) {
                kafka.close();
                kafka = null;
            }
            if (settings.isTemporary()) {
                TemporaryFolder.delete(settings.dataDirectory());
            }
        }
        ExitHook.remove(closeAtExit);
    }

    /**
     * Starts side by side what can be, and what others wait for first. A part that needs another one waits for it by itself. Of all
     * services the worker has the longest way to go, so it has the processors to itself until Kafka is there.
     */
    private void startAll() {
        LocalPorts ports = settings.ports();
        long begun = System.nanoTime();
        makeServers();
        EmbeddedKafka broker = kafka();
        EmbeddedPostgres database = postgres();
        Underway brokerStart = Underway.start("start-kafka", () -> startUnlessClosed(broker));
        Underway databaseStart = Underway.start("start-postgres", () -> startUnlessClosed(database));
        launch(Service.WORKER);
        await("Kafka on port " + ports.kafka(), begun, brokerStart::await);
        launch(Service.QUERY);
        launch(Service.INGEST);
        await("PostgreSQL on port " + ports.postgres(), begun, databaseStart::await);
        for (Service service : Service.values()) {
            await(service.label() + " on port " + ports.of(service), begun, () -> service(service)
                    .awaitReady(READY_LIMIT));
        }
    }

    private void await(String step, long begun, Runnable wait) {
        settings.progress().begun(step);
        wait.run();
        settings.progress().done(step, Duration.ofNanos(System.nanoTime() - begun));
    }

    private synchronized void makeServers() {
        refuseIfClosed();
        kafka = EmbeddedKafka.stopped(
                settings.dataDirectory().resolve(KAFKA), settings.ports().kafka());
        postgres = EmbeddedPostgres.stopped(
                settings.dataDirectory().resolve(POSTGRES), settings.ports().postgres());
    }

    // Whoever closes a server waits for its start, by its lock, so that none is left behind.

    private void startUnlessClosed(EmbeddedKafka server) {
        synchronized (server) {
            refuseIfClosed();
            server.restart();
        }
    }

    private void startUnlessClosed(EmbeddedPostgres server) {
        synchronized (server) {
            refuseIfClosed();
            server.restart();
        }
    }

    private synchronized void launch(Service service) {
        refuseIfClosed();
        ServiceProcess launched =
                launcher().launch(service, service.label(), settings.ports().of(service));
        services.put(service, launched);
        launched.recordIn(record);
    }

    private ServiceLauncher launcher() {
        return new ServiceLauncher(settings, kafka(), postgres());
    }

    private void refuseIfClosed() {
        if (closed) {
            throw new LocalServerException("The local stack has been closed.");
        }
    }

    private static <T> T started(@Nullable T part, String name) {
        if (part == null) {
            throw new IllegalStateException(name + " is not running in this stack");
        }
        return part;
    }
}
