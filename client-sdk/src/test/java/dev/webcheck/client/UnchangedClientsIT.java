package dev.webcheck.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.webcheck.client.RawServer.Then;
import dev.webcheck.event.BodySizes;
import dev.webcheck.event.EndOutcome;
import dev.webcheck.event.RequestBegin;
import dev.webcheck.event.RequestCompleted;
import dev.webcheck.event.RequestPhase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.classic.ExecRuntime;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.CloseableHttpResponse;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.config.NamedElementChain;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.io.ModalCloseable;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That a client does with instrumentation what it does without, and where it cannot have any. */
@Timeout(120)
class UnchangedClientsIT {

    private static final String PART_OF_A_BODY = "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\npart";

    private static TestServer server;

    private final Recording recording = new Recording();
    private final CloseableHttpClient client = client(HttpClients.custom());

    @BeforeAll
    static void start() {
        server = TestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        recording.close();
    }

    @Test
    @Tag("httpclient-5.4")
    @SuppressWarnings("deprecation")
    void a_response_that_is_closed_at_once_waits_for_nothing_and_is_cancelled() throws IOException {
        try (RawServer slow = new RawServer(PART_OF_A_BODY, Then.HOLD)) {
            CloseableHttpResponse response = client.execute(new HttpGet(slow.url("http")));
            response.close(CloseMode.IMMEDIATE);
        }
        RequestCompleted end = recording.awaitEnd();
        assertThat(end.outcome()).isEqualTo(EndOutcome.CANCELLED);
        assertThat(end.statusCode()).hasValue(200);
        assertThat(end.exchange().phase()).contains(RequestPhase.READING);
    }

    @Test
    @Tag("httpclient-5.4")
    void a_response_that_is_closed_at_once_before_the_application_has_it_is_an_answer() throws IOException {
        ExecChainHandler asking = (request, scope, chain) -> {
            ((ModalCloseable) chain.proceed(request, scope)).close(CloseMode.IMMEDIATE);
            return chain.proceed(request, scope);
        };
        try (CloseableHttpClient twice =
                client(HttpClients.custom().addExecInterceptorBefore(ChainElement.PROTOCOL.name(), "TWICE", asking))) {
            get(twice, "/large");
        }
        assertThat(recording.awaitEnds(2)).extracting(RequestCompleted::outcome).containsOnly(EndOutcome.COMPLETED);
    }

    @Test
    @SuppressWarnings("deprecation")
    void a_response_that_is_dropped_is_abandoned_even_if_its_request_and_context_live_on() throws IOException {
        HttpClientContext context = HttpClientContext.create();
        try (RawServer slow = new RawServer(PART_OF_A_BODY, Then.HOLD)) {
            HttpGet request = new HttpGet(slow.url("http"));
            client.execute(request, context);
            client.execute(new HttpGet(server.url("/empty")), context, response -> null);
            await().until(() -> {
                System.gc();
                return recording.counters().ended() == 2;
            });
            assertThat(request.isCancelled()).isFalse();
        }
        assertThat(recording.awaitEnds(2))
                .extracting(RequestCompleted::outcome)
                .containsExactly(EndOutcome.COMPLETED, EndOutcome.ABANDONED);
    }

    @Test
    void a_body_can_be_written_to_nowhere() throws IOException {
        client.execute(new HttpGet(server.url("/ok")), response -> {
            response.getEntity().writeTo(null);
            return null;
        });
        assertThat(recording.awaitEnd().exchange().sizes().response()).isEqualTo(TestServer.BODY.length());
    }

    @Test
    void the_request_keeps_its_body_object() throws IOException {
        List<HttpEntity> entities = new ArrayList<>();
        ExecChainHandler watching = (request, scope, chain) -> {
            entities.add(request.getEntity());
            ClassicHttpResponse response = chain.proceed(request, scope);
            entities.add(request.getEntity());
            return response;
        };
        try (CloseableHttpClient watched = client(HttpClients.custom().addExecInterceptorLast("WATCH", watching))) {
            HttpPost request = new HttpPost(server.url("/echo"));
            request.setEntity(once());
            watched.execute(request, response -> EntityUtils.toByteArray(response.getEntity()));
        }
        assertThat(entities).hasSize(2).doesNotContainNull();
        assertThat(entities.get(1)).isSameAs(entities.get(0));
    }

    @Test
    void a_body_that_has_been_sent_and_cannot_be_again_is_not_tried_again() throws IOException {
        try (RawServer silent = new RawServer("", Then.CLOSE)) {
            HttpPost request = new HttpPost(silent.url("http"));
            request.setEntity(once());
            assertThatThrownBy(() -> client.execute(request, response -> null)).isInstanceOf(IOException.class);
            assertThat(silent.connections()).isEqualTo(1);
        }
        assertThat(recording.awaitEnd().errorType()).contains("reset");
    }

    @Test
    void what_a_handler_does_with_a_connection_of_its_own_is_not_told() throws IOException {
        ExecChainHandler forking = (request, scope, chain) -> {
            ExecRuntime fork = scope.execRuntime.fork(null);
            HttpClientContext own = HttpClientContext.create();
            fork.acquireEndpoint("fork", scope.route, null, own);
            fork.connectEndpoint(own);
            EntityUtils.consume(fork.execute("fork", new HttpGet("/large"), own).getEntity());
            fork.discardEndpoint();
            return chain.proceed(request, scope);
        };
        try (CloseableHttpClient forked = client(HttpClients.custom().addExecInterceptorLast("FORK", forking))) {
            assertThat(get(forked, "/ok")).isEqualTo(TestServer.BODY);
        }
        RequestCompleted end = recording.awaitEnd();
        assertThat(end.exchange().sizes().response()).isEqualTo(TestServer.BODY.length());
        assertThat(recording.awaitBegins(1)).hasSize(1);
    }

    @Test
    void a_response_that_the_client_chokes_on_has_its_end() throws IOException {
        IllegalStateException mine = new IllegalStateException("mine");
        try (CloseableHttpClient choking =
                client(HttpClients.custom().addResponseInterceptorLast((response, entity, context) -> {
                    throw mine;
                }))) {
            assertThatThrownBy(() -> get(choking, "/ok")).isSameAs(mine);
        }
        RequestCompleted end = recording.awaitEnd();
        assertThat(end.outcome()).isEqualTo(EndOutcome.COMPLETED);
        assertThat(end.statusCode()).hasValue(200);
    }

    @Test
    void a_server_that_hangs_up_is_told_to_the_caller_in_the_same_words() throws IOException {
        try (RawServer silent = new RawServer("", Then.CLOSE);
                CloseableHttpClient plain = HttpClients.createDefault()) {
            HttpGet request = new HttpGet(silent.url("http"));
            List<String> messages = new ArrayList<>();
            for (CloseableHttpClient asked : List.of(plain, client)) {
                assertThatThrownBy(() -> asked.execute(request, response -> null))
                        .isInstanceOf(NoHttpResponseException.class)
                        .satisfies(thrown -> messages.add(thrown.getMessage()));
            }
            assertThat(messages.get(1)).isEqualTo(messages.get(0));
        }
    }

    /** A body that broke while it was read, or while it was closed: a second stream of it has nothing to tell any more. */
    @ParameterizedTest
    @ValueSource(
            strings = {PART_OF_A_BODY, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\npart\r\nno length\r\n"
            })
    void what_is_left_of_a_broken_body_is_closed_in_the_same_way(String answer) throws IOException {
        try (RawServer broken = new RawServer(answer, Then.CLOSE);
                CloseableHttpClient plain = HttpClients.createDefault()) {
            for (boolean read : new boolean[] {true, false}) {
                List<String> thrown = new ArrayList<>();
                for (CloseableHttpClient asked : List.of(plain, client)) {
                    HttpEntity entity = asked.executeOpen(null, new HttpGet(broken.url("http")), null)
                            .getEntity();
                    InputStream first = entity.getContent();
                    InputStream second = entity.getContent();
                    thrown.add(Stream.<ThrowingCallable>of(
                                    read ? first::readAllBytes : first::close, second::close, entity::close)
                            .map(step -> String.valueOf(catchThrowable(step)))
                            .collect(Collectors.joining(", ")));
                }
                assertThat(thrown.get(1)).isEqualTo(thrown.get(0));
            }
        }
    }

    @Test
    void connections_are_kept_as_ever() throws IOException {
        for (String path : List.of("/ok", "/large", "/gzip-in-chunks", "/empty", "/trailers")) {
            get(client, path);
        }
        assertThat(recording.awaitEnds(5))
                .filteredOn(end -> end.exchange().phases().connect() >= 0)
                .hasSize(1);
    }

    @Test
    void what_two_webchecks_see_is_recorded_once() throws IOException {
        try (Recording second = new Recording();
                CloseableHttpClient both = second.webcheck()
                        .instrument(recording.webcheck().instrument(HttpClients.custom()))
                        .build()) {
            assertThat(get(both, "/moved")).isEqualTo(TestServer.BODY);
            assertThat(recording.awaitBegins(2))
                    .extracting(RequestBegin::attempt)
                    .containsExactly(1, 2);
            recording.awaitEnds(2);
            assertThat(second.counters().begun()).isZero();
        }
    }

    @Test
    void a_builder_that_does_not_keep_what_records_is_refused() {
        for (String lost : List.of("WEBCHECK_CALL", "WEBCHECK_ATTEMPT")) {
            CustomBuilder builder = new CustomBuilder(lost);
            assertThatThrownBy(() -> recording.webcheck().instrument(builder))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(CustomBuilder.class.getName())
                    .hasMessageContaining("WEBCHECK_ATTEMPT before CONNECT");
            assertThat(handlersOf(builder)).isNull();
        }
    }

    @Test
    void a_builder_that_puts_a_cache_inside_of_what_records_is_refused() {
        HttpClientBuilder builder = new HttpClientBuilder() {
            @Override
            protected void customizeExecChain(NamedElementChain<ExecChainHandler> chain) {
                ExecChainHandler cache = (request, scope, inner) -> inner.proceed(request, scope);
                chain.addBefore(ChainElement.CONNECT.name(), cache, ChainElement.CACHING.name());
            }
        };
        assertThatThrownBy(() -> recording.webcheck().instrument(builder)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_builder_that_changes_something_else_is_taken() throws IOException {
        try (CloseableHttpClient custom = client(new CustomBuilder(ChainElement.REDIRECT.name()))) {
            custom.execute(new HttpGet(server.url("/moved")), response -> EntityUtils.toString(response.getEntity()));
        }
        assertThat(recording.awaitEnd().statusCode()).hasValue(302);
    }

    /** Without that element, nothing gives the connection back when the body has been read. */
    @Test
    void a_builder_that_does_not_give_connections_back_has_its_ends() throws IOException {
        try (CloseableHttpClient custom = client(new CustomBuilder(ChainElement.PROTOCOL.name()))) {
            assertThat(get(custom, "/ok")).isEqualTo(TestServer.BODY);
        }
        RequestCompleted end = recording.awaitEnd();
        assertThat(end.outcome()).isEqualTo(EndOutcome.COMPLETED);
        assertThat(end.exchange().sizes().response()).isEqualTo(TestServer.BODY.length());
    }

    @Test
    void an_answer_whose_body_a_handler_replaces_is_complete_and_has_no_size() throws IOException {
        ExecChainHandler replacingBody = (request, scope, chain) -> {
            ClassicHttpResponse response = chain.proceed(request, scope);
            response.setEntity(new StringEntity("mine"));
            return response;
        };
        try (CloseableHttpClient replacing = client(
                HttpClients.custom().addExecInterceptorAfter(ChainElement.PROTOCOL.name(), "REPLACE", replacingBody))) {
            assertThat(get(replacing, "/ok")).isEqualTo("mine");
        }
        RequestCompleted end = recording.awaitEnd();
        assertThat(end.outcome()).isEqualTo(EndOutcome.COMPLETED);
        assertThat(end.exchange().sizes()).isEqualTo(BodySizes.UNSEEN);
    }

    @Test
    void a_webcheck_that_is_not_enabled_starts_no_thread_and_touches_nothing() {
        Path journals = Path.of("target", "journals", "never");
        HttpClientBuilder builder = HttpClients.custom();
        Set<Thread> threads = webcheckThreads();
        try (Webcheck disabled =
                Webcheck.builder().enabled(false).journalDirectory(journals).start()) {
            assertThat(disabled.instrument(builder)).isSameAs(builder);
            // Those of earlier tests may end meanwhile.
            assertThat(threads).containsAll(webcheckThreads());
        }
        assertThat(handlersOf(builder)).isNull();
        assertThat(Files.exists(journals)).isFalse();
    }

    /** Takes one element out of the chain. */
    private static final class CustomBuilder extends HttpClientBuilder {

        private final String unwanted;

        CustomBuilder(String unwanted) {
            this.unwanted = unwanted;
        }

        @Override
        protected void customizeExecChain(NamedElementChain<ExecChainHandler> chain) {
            chain.remove(unwanted);
        }
    }

    private static Object handlersOf(HttpClientBuilder builder) {
        try {
            Field handlers = HttpClientBuilder.class.getDeclaredField("execInterceptors");
            handlers.setAccessible(true);
            return handlers.get(builder);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("HttpClient has changed", e);
        }
    }

    private static Set<Thread> webcheckThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("webcheck"))
                .collect(Collectors.toSet());
    }

    /** A body that can be read once. */
    private static HttpEntity once() {
        return new InputStreamEntity(new ByteArrayInputStream(new byte[12]), ContentType.APPLICATION_OCTET_STREAM);
    }

    private CloseableHttpClient client(HttpClientBuilder builder) {
        return recording.webcheck().instrument(builder).build();
    }

    private static String get(CloseableHttpClient asked, String path) throws IOException {
        return asked.execute(new HttpGet(server.url(path)), response -> {
            HttpEntity entity = response.getEntity();
            return entity == null ? "" : EntityUtils.toString(entity);
        });
    }
}
