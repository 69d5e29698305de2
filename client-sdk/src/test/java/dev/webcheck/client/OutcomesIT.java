package dev.webcheck.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webcheck.client.RawServer.Then;
import dev.webcheck.client.TriedClient.Kind;
import dev.webcheck.client.TriedClient.Limits;
import dev.webcheck.client.TriedClient.Reading;
import dev.webcheck.client.TriedClient.Running;
import dev.webcheck.event.RequestCompleted;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;
import org.apache.hc.core5.http2.H2Error;
import org.apache.hc.core5.util.Timeout;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each row of the table in docs/sdk.md, with each kind of client that it names. */
@org.junit.jupiter.api.Timeout(60)
class OutcomesIT {

    private static final Timeout SOON = Timeout.ofMilliseconds(150);
    private static final Timeout LATER = Timeout.ofMilliseconds(600);
    private static final String PART = "part";
    private static final String PART_OF_A_BODY = "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n" + PART;
    private static final String NOT_DECODABLE = "The body is not in its content coding";
    private static final String REACTOR_DIES = "The I/O reactor dies while the answer is awaited";
    private static final String VIRTUAL = "The virtual thread";

    private static AsyncTestServer server;

    private final Recording recording = new Recording();
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    /** The request in question, where it is not the last that begins. */
    private Optional<UUID> subject = Optional.empty();

    /** Makes a request end. */
    private interface Situation {

        void run(Kind kind) throws Exception;
    }

    private final Map<String, Situation> situations = new LinkedHashMap<>();

    OutcomesIT() {
        answers();
        cancellations();
        interrupts();
        closings();
        consumers();
        beforeTheConnection();
        reactors();
        exchanges();
        bodies();
    }

    @BeforeAll
    static void start() {
        // A situation kills a thread.
        Awaitility.doNotCatchUncaughtExceptionsByDefault();
        server = AsyncTestServer.start();
    }

    @AfterAll
    static void stop() {
        Awaitility.reset();
        server.close();
    }

    @AfterEach
    void close() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
        recording.close();
    }

    static Stream<Arguments> rows() {
        return OutcomeTable.rows().stream()
                .flatMap(row -> row.clients().stream().sorted().map(kind -> Arguments.of(row, kind)))
                .filter(arguments -> isPossible(
                        (OutcomeTable.Row) arguments.get()[0], (Kind) arguments.get()[1]));
    }

    private static boolean isPossible(OutcomeTable.Row row, Kind kind) {
        if (row.situation().startsWith(VIRTUAL) && VirtualThreads.find().isEmpty()) {
            System.out.println(row.situation() + ": NOT RUN, this JDK has no virtual threads.");
            return false;
        }
        boolean since56 = Set.of(NOT_DECODABLE, REACTOR_DIES).contains(row.situation()) && kind != Kind.CLASSIC;
        return !since56 || isAtLeast56();
    }

    /** Before that, asynchronous clients decode nothing, and call nobody back when a thread of their reactor dies. */
    private static boolean isAtLeast56() {
        try {
            Class.forName("org.apache.hc.client5.http.impl.async.ContentCompressionAsyncExec");
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    @Test
    void every_situation_has_a_row() {
        assertThat(OutcomeTable.rows())
                .extracting(OutcomeTable.Row::situation)
                .containsExactlyInAnyOrderElementsOf(situations.keySet());
    }

    @ParameterizedTest(name = "{1}: {0}")
    @MethodSource("rows")
    void every_kind_of_client_records_what_the_table_says(OutcomeTable.Row row, Kind kind) throws Exception {
        Optional.ofNullable(situations.get(row.situation())).orElseThrow().run(kind);
        RequestCompleted end = awaitEnd(row);
        assertThat(List.of(
                        end.outcome().name(),
                        end.errorType().orElse(""),
                        end.exchange().phase().map(Enum::name).orElse("")))
                .as("%s: %s", kind, row.situation())
                .containsExactly(row.outcome(), row.errorType(), row.phase());
        assertThat(recording.counters().ownFailures()).isZero();
    }

    private RequestCompleted awaitEnd(OutcomeTable.Row row) {
        soon().until(() -> !recording.begins().isEmpty()
                && recording.begins().size() == recording.counters().begun());
        UUID last = subject.orElseGet(
                () -> recording.begins().get(recording.begins().size() - 1).id());
        AtomicReference<RequestCompleted> found = new AtomicReference<>();
        soon().until(() -> {
            if (row.outcome().equals("ABANDONED")) {
                System.gc();
            }
            recording.ends().stream().filter(end -> end.id().equals(last)).forEach(found::set);
            return found.get() != null;
        });
        return Objects.requireNonNull(found.get());
    }

    private void answers() {
        situations.put(
                "The answer arrives, whatever its status", kind -> client(kind).get(url(kind, "/missing")));
        situations.put("HttpClient discards the answer before a redirect", kind -> {
            client(kind).get(url(kind, "/moved"));
            recording.awaitEnds(2);
            assertThat(recording.ends())
                    .allSatisfy(end -> assertThat(end.outcome()).hasToString("COMPLETED"));
        });
        situations.put("HttpClient refuses the answer: an unknown content coding", kind -> client(kind)
                .get(url(kind, "/unheard-of")));
        situations.put("HttpClient refuses the answer: a circular redirect", kind -> client(kind)
                .get(url(kind, "/circle")));
        situations.put("HttpClient refuses the answer: a `Location` that is no URL", kind -> client(kind)
                .get(url(kind, "/nowhere")));
        situations.put("HttpClient refuses the answer, whose body does not arrive", kind -> client(kind)
                .get(url(kind, "/nowhere-stuck")));
        situations.put("An interceptor refuses the answer", kind -> client(kind, new Limits().refusing())
                .get(url(kind, "/ok")));
        situations.put("The application closes the answer before its end", kind -> client(kind)
                .get(url(kind, "/large"), Reading.CLOSED_EARLY));
        situations.put(
                "Nobody reads or closes the answer", kind -> client(kind).get(url(kind, "/large"), Reading.FORGOTTEN));
    }

    private void cancellations() {
        situations.put("The caller cancels while the request waits for a connection", kind -> {
            TriedClient client = client(kind, new Limits().oneConnection(Timeout.ofMinutes(1)));
            int before = server.held();
            client.get(url(kind, "/held"));
            soon().until(() -> server.held() > before);
            Running waiting = client.get(url(kind, "/ok"));
            recording.awaitBegins(2);
            waiting.cancel();
            recording.awaitEnds(1);
            client.close();
        });
        situations.put("The caller cancels while a connection is made", kind -> {
            RawServer silent = whileConnecting(kind, Running::cancel);
            // A connection that is being opened may not heed that. Then the request goes on, until it is to be sent.
            silent.resetHeld();
        });
        situations.put("The caller cancels while the answer is awaited", kind -> whileAwaiting(kind, Running::cancel));
        situations.put("The caller cancels while the body is read", kind -> whileReading(kind, Running::cancel));
    }

    private void interrupts() {
        situations.put("The thread is interrupted while the request waits for a connection", kind -> {
            TriedClient client = client(kind, new Limits().oneConnection(Timeout.ofMinutes(1)));
            int before = server.held();
            client.get(url(kind, "/held"));
            soon().until(() -> server.held() > before);
            AtomicReference<Thread> thread = new AtomicReference<>();
            client.get(url(kind, "/ok"), task -> {
                Thread made = new Thread(task, "interrupted");
                thread.set(made);
                made.start();
            });
            recording.awaitBegins(2);
            Objects.requireNonNull(thread.get()).interrupt();
            recording.awaitEnds(1);
            client.close();
        });
        situations.put(VIRTUAL + " is interrupted while a connection is made", kind -> {
            RawServer silent = opened(new RawServer("", Then.HOLD));
            Thread thread = inVirtualThread(client(kind), silent.url("https"));
            soon().until(() -> silent.held() == 1);
            thread.interrupt();
        });
        situations.put(VIRTUAL + " is interrupted while the answer is awaited", kind -> {
            int before = server.held();
            Thread thread = inVirtualThread(client(kind), url(kind, "/held"));
            soon().until(() -> server.held() > before);
            thread.interrupt();
        });
        situations.put(VIRTUAL + " is interrupted while the body is read", kind -> {
            TriedClient client = client(kind);
            Thread thread = inVirtualThread(client, url(kind, "/stuck"));
            soon().until(() -> client.received() > 0);
            thread.interrupt();
        });
    }

    private static Thread inVirtualThread(TriedClient client, String url) {
        AtomicReference<Thread> thread = new AtomicReference<>();
        client.get(url, task -> thread.set(VirtualThreads.find().orElseThrow().start(task)));
        return Objects.requireNonNull(thread.get());
    }

    private void closings() {
        situations.put("The client was closed before", kind -> {
            TriedClient client = client(kind);
            client.close();
            client.get(url(kind, "/ok"));
        });
        situations.put(
                "The client is closed while a connection is made", kind -> whileConnecting(kind, this::closeClient));
        situations.put(
                "The client is closed while the answer is awaited", kind -> whileAwaiting(kind, this::closeClient));
        situations.put("The client is closed while the body is read", kind -> whileReading(kind, this::closeClient));
    }

    private void closeClient(Running unused) {
        ((TriedClient) Objects.requireNonNull(open.peek())).close();
    }

    private void consumers() {
        situations.put(
                "The application's consumer throws", kind -> client(kind).get(url(kind, "/large"), Reading.THROWING));
        situations.put("The application's consumer throws at the head of the answer", kind -> client(kind)
                .get(url(kind, "/large"), Reading.THROWING_AT_HEAD));
        situations.put("A reactive consumer cancels its subscription", kind -> client(kind)
                .get(url(kind, "/large"), Reading.REACTIVE_UNTIL_FIRST));
    }

    private void beforeTheConnection() {
        situations.put("The pool has no connection in time", kind -> {
            // The asynchronous pool looks for waits that have run out when it gets a connection back.
            TriedClient client = client(kind, new Limits().oneConnection(SOON).response(LATER));
            int before = server.held();
            client.get(url(kind, "/held"));
            soon().until(() -> server.held() > before);
            client.get(url(kind, "/ok"));
            recording.awaitBegins(2);
        });
        situations.put("The host is unknown", kind -> client(kind).get("http://nowhere.invalid/"));
        situations.put("The connection is refused", kind -> {
            String url;
            try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                url = "http://localhost:" + gone.getLocalPort() + "/";
            }
            client(kind).get(url);
        });
        situations.put("The connection is not made in time", kind -> {
            ServerSocket full = opened(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            for (int i = 0; i < 2; i++) {
                opened(new Socket(full.getInetAddress(), full.getLocalPort()));
            }
            client(kind, new Limits().connect(SOON)).get("http://localhost:" + full.getLocalPort() + "/");
        });
        situations.put("The TLS handshake is not answered in time", kind -> {
            RawServer silent = opened(new RawServer("", Then.HOLD));
            // A client for HTTP/2 alone has one limit for both.
            Limits limits = kind == Kind.HTTP_2 ? new Limits().connect(SOON) : new Limits().handshake(SOON);
            client(kind, limits).get(silent.url("https"));
        });
        situations.put("The proxy does not answer `CONNECT` in time", kind -> {
            RawServer proxy = opened(new RawServer("", Then.HOLD));
            client(kind, new Limits().response(SOON).proxy(HttpHost.create(URI.create(proxy.url("http")))))
                    .get("https://localhost:1/");
        });
        situations.put("The TLS handshake fails", kind -> {
            RawServer plain = opened(new RawServer("HTTP/1.1 400 Bad Request\r\n\r\n", Then.HOLD));
            client(kind).get(plain.url("https"));
        });
    }

    private void reactors() {
        situations.put("The I/O reactor has died", kind -> {
            TriedClient client = client(kind);
            client.killReactor(url(kind, "/large"));
            client.get(url(kind, "/ok"));
        });
        situations.put(REACTOR_DIES, kind -> {
            TriedClient client = client(kind);
            int before = server.held();
            client.get(url(kind, "/held"));
            soon().until(() -> server.held() > before);
            subject = Optional.of(recording.awaitBegins(1).get(0).id());
            client.killReactor(url(kind, "/large"));
        });
    }

    private void exchanges() {
        situations.put("The body of the request cannot be produced", kind -> client(kind)
                .post(url(kind, "/echo"), new UnwritableEntity(), UnendingBody.severedBy(new IOException("mine"))));
        situations.put("The server resets the connection while the request is sent", kind -> client(kind)
                .post(raw(kind, "", new byte[0], Then.RESET)));
        situations.put("The server closes the connection without an answer", kind -> client(kind)
                .get(raw(kind, "", new byte[0], Then.CLOSE)));
        situations.put("The server does not answer in time", kind -> client(kind, new Limits().response(SOON))
                .get(url(kind, "/held")));
        situations.put("The answer is not HTTP", kind -> client(kind)
                .get(raw(kind, "HTTP/1.1 200 OK\r\nContent-Length: lots\r\n\r\n", new byte[0], Then.CLOSE)));
        situations.put("The server refuses the stream (`REFUSED_STREAM`)", kind -> client(kind)
                .get(raw(kind, "", RawH2Server.reset(H2Error.REFUSED_STREAM.getCode()), Then.HOLD)));
        situations.put("The server goes away (`GOAWAY`), and closes the connection", kind -> client(kind)
                .get(raw(kind, "", RawH2Server.goAway(), Then.CLOSE)));
        situations.put("The server resets the stream with another code", kind -> client(kind)
                .get(raw(kind, "", RawH2Server.reset(H2Error.INTERNAL_ERROR.getCode()), Then.HOLD)));
    }

    private void bodies() {
        for (boolean reactive : new boolean[] {false, true}) {
            Reading reading = reactive ? Reading.REACTIVE : Reading.WHOLE;
            String consumer = reactive ? ", for a reactive consumer" : "";
            situations.put("The body breaks off" + consumer, kind -> client(kind)
                    .get(raw(kind, PART_OF_A_BODY, RawH2Server.partOfBody(PART), Then.CLOSE), reading));
            situations.put("The body stops for too long" + consumer, kind -> client(kind, new Limits().response(SOON))
                    .get(raw(kind, PART_OF_A_BODY, RawH2Server.partOfBody(PART), Then.HOLD), reading));
        }
        situations.put(NOT_DECODABLE, kind -> client(kind).get(url(kind, "/not-gzip")));
    }

    private RawServer whileConnecting(Kind kind, Consumer<Running> then) {
        RawServer silent = opened(new RawServer("", Then.HOLD));
        Running running = client(kind).get(silent.url("https"));
        soon().until(() -> silent.held() == 1);
        then.accept(running);
        return silent;
    }

    private static ConditionFactory soon() {
        return await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5));
    }

    private void whileAwaiting(Kind kind, Consumer<Running> then) {
        int before = server.held();
        Running running = client(kind).get(url(kind, "/held"));
        soon().until(() -> server.held() > before);
        then.accept(running);
    }

    private void whileReading(Kind kind, Consumer<Running> then) {
        TriedClient client = client(kind);
        Running running = client.get(url(kind, "/stuck"));
        soon().until(() -> client.received() > 0);
        then.accept(running);
    }

    private TriedClient client(Kind kind) {
        return client(kind, new Limits());
    }

    private TriedClient client(Kind kind, Limits limits) {
        return opened(new TriedClient(kind, recording, limits));
    }

    private <C extends AutoCloseable> C opened(C closeable) {
        open.push(closeable);
        return closeable;
    }

    private String raw(Kind kind, String answer, byte[] frames, Then then) {
        return kind == Kind.HTTP_2
                ? opened(new RawH2Server(frames, then)).url("http")
                : opened(new RawServer(answer, then)).url("http");
    }

    private static String url(Kind kind, String path) {
        return kind == Kind.HTTP_2 ? server.http2Url(path) : server.url(path);
    }

    /** Writes three bytes, then fails. */
    private static final class UnwritableEntity extends AbstractHttpEntity {

        UnwritableEntity() {
            super(ContentType.APPLICATION_OCTET_STREAM, null, true);
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            out.write(new byte[3]);
            throw new IOException("mine");
        }

        @Override
        public InputStream getContent() {
            return InputStream.nullInputStream();
        }

        @Override
        public boolean isStreaming() {
            return false;
        }

        @Override
        public long getContentLength() {
            return -1;
        }

        @Override
        public void close() {}
    }
}
