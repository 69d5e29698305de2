package dev.webcheck.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import brave.httpclient5.HttpClient5Tracing;
import brave.propagation.B3Propagation.Format;
import dev.webcheck.event.RequestBegin;
import dev.webcheck.event.TraceContext;
import io.micrometer.core.instrument.binder.httpcomponents.hc5.ObservationExecChainHandler;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.DefaultHttpRequestRetryStrategy;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.H2AsyncClientBuilder;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The trace that is recorded of a request is the one that leaves on the wire, whoever puts it in, and wherever. */
@Timeout(120)
class TracesOnTheWireIT {

    private static final List<String> PATHS = List.of("/ok", "/moved", "/busy", "/secret");

    /** One redirect, one retry and one answer to a challenge. */
    private static final int REQUESTS = PATHS.size() + 3;

    /** A trace that who began it does not record. */
    private static final String DROPPED = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00";

    private static WireServer server;

    @BeforeAll
    static void start() {
        server = WireServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void forget() {
        server.forget();
    }

    /** A client that sends a request for a path, and reads the answer. */
    private interface Client extends AutoCloseable {

        void get(String path) throws Exception;

        @Override
        void close() throws IOException;
    }

    /** How a client is made of what another library does and what Webcheck does. */
    private record Arrangement(String name, Function<Webcheck, Client> client) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Arguments> arrangements() {
        return onAndOff(Stream.of(
                        classicOrders("nothing", UnaryOperator.identity()),
                        Stream.of(classic(
                                "OpenTelemetry, webcheck", w -> w.instrument(usual(TracingLibraries.openTelemetry()))
                                        .build())),
                        classicOrders("executor", b -> b.setRequestExecutor(TracingLibraries.executor())),
                        classicOrders(
                                "interceptor first", b -> b.addRequestInterceptorFirst(TracingLibraries.setting())),
                        classicOrders(
                                "interceptor last",
                                b -> b.addRequestInterceptorLast(TracingLibraries.addingIfThereIsNone())),
                        places().flatMap(place -> classicOrders("Micrometer " + place, place::addTo)),
                        asyncOrders("nothing", UnaryOperator.identity()),
                        asyncOrders("interceptor first", b -> b.addRequestInterceptorFirst(TracingLibraries.setting())),
                        asyncOrders(
                                "interceptor last",
                                b -> b.addRequestInterceptorLast(TracingLibraries.addingIfThereIsNone())),
                        places().flatMap(place -> asyncOrders("Micrometer " + place, place::addTo)),
                        h2Orders("nothing", UnaryOperator.identity()),
                        h2Orders("interceptor last", b -> b.addRequestInterceptorLast(TracingLibraries.setting())),
                        places().flatMap(place -> h2Orders("Micrometer " + place, place::addTo)))
                .flatMap(Function.identity()));
    }

    /** Brave calls what is not there before HttpClient 5.4. */
    static Stream<Arguments> arrangementsOfBrave() {
        return onAndOff(Stream.of(false, true).flatMap(long128 -> {
            String length = long128 ? " 128" : " 64";
            return Stream.of(
                            brave("Brave W3C" + length, () -> TracingLibraries.brave(new BraveW3c(), long128)),
                            brave("Brave b3" + length, () -> TracingLibraries.braveB3(Format.SINGLE, long128)),
                            brave("Brave X-B3" + length, () -> TracingLibraries.braveB3(Format.MULTI, long128)))
                    .flatMap(Function.identity());
        }));
    }

    @ParameterizedTest(name = "{0}, propagation {1}")
    @MethodSource("arrangements")
    void what_is_recorded_is_what_leaves(Arrangement arrangement, boolean propagating) throws Exception {
        requireTheSame(arrangement, propagating);
    }

    @Tag("httpclient-5.4")
    @ParameterizedTest(name = "{0}, propagation {1}")
    @MethodSource("arrangementsOfBrave")
    void what_is_recorded_is_what_leaves_with_brave(Arrangement arrangement, boolean propagating) throws Exception {
        requireTheSame(arrangement, propagating);
    }

    private static void requireTheSame(Arrangement arrangement, boolean propagating) throws Exception {
        try (Recording recording = new Recording(Webcheck.builder().propagateTrace(propagating));
                Client client = arrangement.client().apply(recording.webcheck())) {
            for (String path : PATHS) {
                client.get(path);
            }
            recording.awaitEnds(REQUESTS);
            List<HttpRequest> heads = server.heads();
            assertThat(heads).hasSize(REQUESTS);
            assertThat(traces(recording))
                    .isEqualTo(heads.stream().map(TracesOnTheWireIT::sent).toList());
            // Micrometer adds a second header to a request that it has seen before.
            List<String> again = arrangement.name().contains("Micrometer") ? List.of("/busy", "/secret") : List.of();
            assertThat(heads)
                    .filteredOn(head -> !again.contains(head.getPath()))
                    .allSatisfy(
                            head -> assertThat(head.getHeaders("traceparent")).hasSizeBetween(propagating ? 1 : 0, 1));
            assertThat(recording.counters().begun()).isEqualTo(REQUESTS);
            assertThat(recording.counters().unrecorded()).isZero();
        }
    }

    static Stream<Arrangement> arrangementsThatAreKnownAtTheBegin() {
        return Stream.of(
                classic("nothing", w -> w.instrument(usual(HttpClients.custom()))
                        .build()),
                async("nothing", w -> w.instrument(usual(HttpAsyncClients.custom()))
                        .build()),
                classic("OpenTelemetry", w -> w.instrument(usual(TracingLibraries.openTelemetry()))
                        .build()),
                classic("Micrometer", w -> Place.AFTER_PROTOCOL
                        .addTo(w.instrument(usual(HttpClients.custom())))
                        .build()));
    }

    @ParameterizedTest
    @MethodSource("arrangementsThatAreKnownAtTheBegin")
    void a_trace_that_is_known_when_the_request_begins_is_told_once(Arrangement arrangement) throws Exception {
        try (Recording recording = new Recording(Webcheck.builder().propagateTrace(true));
                Client client = arrangement.client().apply(recording.webcheck())) {
            client.get("/moved");
            recording.awaitEnds(2);
            assertThat(recording.awaitBegins(2))
                    .extracting(RequestBegin::amended)
                    .containsOnly(false);
        }
    }

    @Test
    void a_trace_that_comes_later_is_told_before_the_answer() throws Exception {
        try (Recording recording = new Recording();
                CloseableHttpAsyncClient client = recording
                        .webcheck()
                        .instrument(usual(HttpAsyncClients.custom()))
                        .addRequestInterceptorLast(TracingLibraries.setting())
                        .build()) {
            client.start();
            Future<?> unanswered =
                    client.execute(SimpleRequestBuilder.get(server.url("/held")).build(), null);
            List<RequestBegin> begins = recording.awaitBegins(2);
            assertThat(begins)
                    .extracting(RequestBegin::id)
                    .containsOnly(begins.get(0).id());
            assertThat(begins.get(0).trace()).isEmpty();
            await().until(() -> server.heads().size() == 1);
            assertThat(begins.get(1).trace()).isEqualTo(sent(server.heads().get(0)));
            assertThat(recording.counters().begun()).isEqualTo(1);
            assertThat(unanswered.isDone()).isFalse();
            // Or a close in order waits for it.
            client.close(CloseMode.IMMEDIATE);
        }
    }

    static Stream<Arguments> sampledArrangements() {
        return Stream.of(
                        Arguments.of(Stream.of(classic("nothing", w -> w.instrument(usual(HttpClients.custom()))
                                .build()))),
                        Arguments.of(Stream.of(
                                classic("OpenTelemetry", w -> w.instrument(usual(TracingLibraries.openTelemetry()))
                                        .build()))),
                        Arguments.of(classicOrders(
                                "interceptor", b -> b.addRequestInterceptorLast(TracingLibraries.setting()))),
                        Arguments.of(asyncOrders(
                                "interceptor", b -> b.addRequestInterceptorLast(TracingLibraries.setting()))),
                        Arguments.of(
                                h2Orders("interceptor", b -> b.addRequestInterceptorLast(TracingLibraries.setting()))),
                        Arguments.of(classicOrders("Micrometer", b -> Place.LAST.addTo(b))),
                        Arguments.of(asyncOrders("Micrometer", b -> Place.LAST.addTo(b))))
                .flatMap(arguments -> ((Stream<?>) arguments.get()[0]).map(Arguments::of));
    }

    @ParameterizedTest
    @MethodSource("sampledArrangements")
    void a_request_is_sampled_by_the_trace_that_leaves(Arrangement arrangement) throws Exception {
        try (Recording recording =
                        new Recording(Webcheck.builder().propagateTrace(true).samplingRatio(0.5));
                Client client = arrangement.client().apply(recording.webcheck())) {
            for (int i = 0; i < 30; i++) {
                client.get("/ok");
            }
            List<Optional<TraceContext>> sampled = server.heads().stream()
                    .map(TracesOnTheWireIT::sent)
                    .filter(trace ->
                            Long.parseLong(trace.orElseThrow().traceId().substring(18), 16) < 1L << 55)
                    .toList();
            assertThat(server.heads()).hasSize(30);
            recording.awaitEnds(sampled.size());
            assertThat(traces(recording)).isEqualTo(sampled);
            assertThat(recording.counters().unrecorded()).isZero();
        }
    }

    @Test
    void a_trace_of_the_application_is_recorded_whatever_stands_between() throws Exception {
        String parent = TracingLibraries.traceparent();
        try (Recording recording = new Recording(Webcheck.builder().propagateTrace(true));
                CloseableHttpClient client = recording
                        .webcheck()
                        .instrument(usual(HttpClients.custom()))
                        .build()) {
            HttpGet request = new HttpGet(server.url("/moved"));
            request.setHeader("traceparent", parent);
            client.execute(request, response -> EntityUtils.toString(response.getEntity()));
            recording.awaitEnds(2);
            assertThat(server.heads()).allSatisfy(head -> assertThat(head.getHeaders("traceparent"))
                    .extracting(Header::getValue)
                    .containsExactly(parent));
            assertThat(recording.awaitBegins(2)).allSatisfy(begin -> assertThat(begin.trace())
                    .isEqualTo(sent(server.heads().get(0))));
        }
    }

    static Stream<Arrangement> arrangementsThatTraceTheFirstRequestOnly() {
        return Stream.of(
                        classicOrders("once", b -> {
                            AtomicBoolean traced = new AtomicBoolean();
                            return b.addExecInterceptorAfter(
                                    ChainElement.RETRY.name(), "once", (request, scope, chain) -> {
                                        traceOnce(request, traced);
                                        return chain.proceed(request, scope);
                                    });
                        }),
                        asyncOrders("once", b -> {
                            AtomicBoolean traced = new AtomicBoolean();
                            return b.addExecInterceptorAfter(
                                    ChainElement.RETRY.name(), "once", (request, entity, scope, chain, callback) -> {
                                        traceOnce(request, traced);
                                        chain.proceed(request, entity, scope, callback);
                                    });
                        }),
                        Stream.of(classic("executor", w -> {
                            AtomicBoolean traced = new AtomicBoolean();
                            return w.instrument(usual(HttpClients.custom()))
                                    .setRequestExecutor(
                                            TracingLibraries.executor(request -> traceOnce(request, traced)))
                                    .build();
                        })))
                .flatMap(Function.identity());
    }

    private static void traceOnce(HttpRequest request, AtomicBoolean traced) {
        if (traced.compareAndSet(false, true)) {
            request.setHeader("traceparent", DROPPED);
        }
    }

    @ParameterizedTest
    @MethodSource("arrangementsThatTraceTheFirstRequestOnly")
    void a_request_without_a_trace_joins_that_of_the_request_before(Arrangement arrangement) throws Exception {
        try (Recording recording = new Recording(Webcheck.builder().propagateTrace(true));
                Client client = arrangement.client().apply(recording.webcheck())) {
            client.get("/busy");
            recording.awaitEnds(2);
            assertThat(server.heads()).hasSize(2).allSatisfy(head -> assertThat(head.getHeaders("traceparent"))
                    .singleElement()
                    .extracting(Header::getValue)
                    .asString()
                    .startsWith(DROPPED.substring(0, 36))
                    .endsWith("-00"));
            assertThat(traces(recording))
                    .isEqualTo(
                            server.heads().stream().map(TracesOnTheWireIT::sent).toList());
        }
    }

    /** What the events say of each request, in the order of their begins. */
    private static List<Optional<TraceContext>> traces(Recording recording) {
        Map<UUID, RequestBegin> begins = new LinkedHashMap<>();
        recording.events().stream()
                .filter(RequestBegin.class::isInstance)
                .map(RequestBegin.class::cast)
                .sorted(Comparator.comparing(RequestBegin::amended))
                .forEach(begin -> begins.put(begin.id(), begin));
        return begins.values().stream()
                .sorted(Comparator.comparing(RequestBegin::id))
                .map(RequestBegin::trace)
                .toList();
    }

    /** What a server reads of a head. */
    private static Optional<TraceContext> sent(HttpRequest head) {
        Header parent = head.getFirstHeader("traceparent");
        if (parent != null) {
            String[] parts = parent.getValue().split("-", -1);
            return Optional.of(new TraceContext(parts[1], parts[2]));
        }
        Header b3 = head.getFirstHeader("b3");
        if (b3 != null) {
            String[] parts = b3.getValue().split("-", -1);
            return Optional.of(new TraceContext("0".repeat(32 - parts[0].length()) + parts[0], parts[1]));
        }
        Header traceId = head.getFirstHeader("X-B3-TraceId");
        return traceId == null
                ? Optional.empty()
                : Optional.of(new TraceContext(
                        "0".repeat(32 - traceId.getValue().length()) + traceId.getValue(),
                        head.getFirstHeader("X-B3-SpanId").getValue()));
    }

    private static Stream<Arguments> onAndOff(Stream<Arrangement> arrangements) {
        return arrangements.flatMap(
                arrangement -> Stream.of(Arguments.of(arrangement, false), Arguments.of(arrangement, true)));
    }

    private static Stream<Arrangement> brave(String name, Supplier<HttpClient5Tracing> tracing) {
        return Stream.of(
                classic("webcheck, " + name, w -> tracing.get().build(w.instrument(usual(HttpClients.custom())))),
                async("webcheck, " + name, w -> tracing.get().build(w.instrument(usual(HttpAsyncClients.custom())))),
                h2("webcheck, " + name, w -> tracing.get().build(w.instrument(usual(HttpAsyncClients.customHttp2())))));
    }

    private static Stream<Arrangement> classicOrders(String name, UnaryOperator<HttpClientBuilder> library) {
        return Stream.of(
                classic("webcheck, " + name, w -> library.apply(w.instrument(usual(HttpClients.custom())))
                        .build()),
                classic(name + ", webcheck", w -> w.instrument(library.apply(usual(HttpClients.custom())))
                        .build()));
    }

    private static Stream<Arrangement> asyncOrders(String name, UnaryOperator<HttpAsyncClientBuilder> library) {
        return Stream.of(
                async("webcheck, " + name, w -> library.apply(w.instrument(usual(HttpAsyncClients.custom())))
                        .build()),
                async(name + ", webcheck", w -> w.instrument(library.apply(usual(HttpAsyncClients.custom())))
                        .build()));
    }

    private static Stream<Arrangement> h2Orders(String name, UnaryOperator<H2AsyncClientBuilder> library) {
        return Stream.of(
                h2("webcheck, " + name, w -> library.apply(w.instrument(usual(HttpAsyncClients.customHttp2())))
                        .build()),
                h2(name + ", webcheck", w -> w.instrument(library.apply(usual(HttpAsyncClients.customHttp2())))
                        .build()));
    }

    private static Arrangement classic(String name, Function<Webcheck, CloseableHttpClient> build) {
        return new Arrangement("classic: " + name, webcheck -> {
            CloseableHttpClient client = build.apply(webcheck);
            return new Client() {

                @Override
                public void get(String path) throws IOException {
                    client.execute(
                            new HttpGet(server.url(path)), response -> EntityUtils.toString(response.getEntity()));
                }

                @Override
                public void close() {
                    client.close(CloseMode.IMMEDIATE);
                }
            };
        });
    }

    private static Arrangement async(String name, Function<Webcheck, CloseableHttpAsyncClient> build) {
        return asynchronous("async: " + name, build, path -> server.url(path));
    }

    private static Arrangement h2(String name, Function<Webcheck, CloseableHttpAsyncClient> build) {
        return asynchronous("HTTP/2: " + name, build, path -> server.http2Url(path));
    }

    private static Arrangement asynchronous(
            String name, Function<Webcheck, CloseableHttpAsyncClient> build, UnaryOperator<String> url) {
        return new Arrangement(name, webcheck -> {
            CloseableHttpAsyncClient client = build.apply(webcheck);
            client.start();
            return new Client() {

                @Override
                public void get(String path) throws Exception {
                    client.execute(SimpleRequestBuilder.get(url.apply(path)).build(), null)
                            .get();
                }

                @Override
                public void close() {
                    client.close(CloseMode.IMMEDIATE);
                }
            };
        });
    }

    private static HttpClientBuilder usual(HttpClientBuilder builder) {
        return builder.setRetryStrategy(retries()).setDefaultCredentialsProvider(credentials());
    }

    /** HttpClient 5.2 and 5.4 now and then try again on a connection that is just being closed. */
    private static HttpAsyncClientBuilder usual(HttpAsyncClientBuilder builder) {
        return builder.setConnectionReuseStrategy((request, response, context) -> false)
                .setRetryStrategy(retries())
                .setDefaultCredentialsProvider(credentials());
    }

    private static H2AsyncClientBuilder usual(H2AsyncClientBuilder builder) {
        return builder.setRetryStrategy(retries()).setDefaultCredentialsProvider(credentials());
    }

    private static DefaultHttpRequestRetryStrategy retries() {
        return new DefaultHttpRequestRetryStrategy(1, TimeValue.ofMilliseconds(1));
    }

    private static BasicCredentialsProvider credentials() {
        BasicCredentialsProvider credentials = new BasicCredentialsProvider();
        credentials.setCredentials(
                new AuthScope(null, -1), new UsernamePasswordCredentials("user", "password".toCharArray()));
        return credentials;
    }

    private static Stream<Place> places() {
        return Arrays.stream(Place.values());
    }

    /** Where a handler can be put into a chain. */
    private enum Place {
        FIRST,
        AFTER_PROTOCOL,
        BEFORE_CONNECT,
        LAST;

        private static final String NAME = "micrometer";

        HttpClientBuilder addTo(HttpClientBuilder builder) {
            ObservationExecChainHandler handler = TracingLibraries.micrometer();
            return switch (this) {
                case FIRST -> builder.addExecInterceptorFirst(NAME, handler);
                case AFTER_PROTOCOL -> builder.addExecInterceptorAfter(ChainElement.PROTOCOL.name(), NAME, handler);
                case BEFORE_CONNECT -> builder.addExecInterceptorBefore(ChainElement.CONNECT.name(), NAME, handler);
                case LAST -> builder.addExecInterceptorLast(NAME, handler);
            };
        }

        HttpAsyncClientBuilder addTo(HttpAsyncClientBuilder builder) {
            ObservationExecChainHandler handler = TracingLibraries.micrometer();
            return switch (this) {
                case FIRST -> builder.addExecInterceptorFirst(NAME, handler);
                case AFTER_PROTOCOL -> builder.addExecInterceptorAfter(ChainElement.PROTOCOL.name(), NAME, handler);
                case BEFORE_CONNECT -> builder.addExecInterceptorBefore(ChainElement.CONNECT.name(), NAME, handler);
                case LAST -> builder.addExecInterceptorLast(NAME, handler);
            };
        }

        H2AsyncClientBuilder addTo(H2AsyncClientBuilder builder) {
            ObservationExecChainHandler handler = TracingLibraries.micrometer();
            return switch (this) {
                case FIRST -> builder.addExecInterceptorFirst(NAME, handler);
                case AFTER_PROTOCOL -> builder.addExecInterceptorAfter(ChainElement.PROTOCOL.name(), NAME, handler);
                case BEFORE_CONNECT -> builder.addExecInterceptorBefore(ChainElement.CONNECT.name(), NAME, handler);
                case LAST -> builder.addExecInterceptorLast(NAME, handler);
            };
        }
    }
}
