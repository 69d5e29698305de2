package dev.webcheck.client.intercept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.webcheck.client.JournalOfTest;
import dev.webcheck.client.journal.Journal;
import dev.webcheck.client.publish.ToldEvents;
import dev.webcheck.client.record.InstanceSigns;
import dev.webcheck.client.record.OwnFailures;
import dev.webcheck.client.record.RequestRecorder;
import dev.webcheck.event.EndOutcome;
import dev.webcheck.event.Event;
import dev.webcheck.event.RequestBegin;
import dev.webcheck.event.RequestCompleted;
import dev.webcheck.event.RequestPhase;
import dev.webcheck.event.redaction.RedactionSettings;
import java.io.IOException;
import java.lang.ref.Cleaner;
import java.lang.reflect.Proxy;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.async.AsyncExecCallback;
import org.apache.hc.client5.http.async.AsyncExecChain;
import org.apache.hc.client5.http.async.AsyncExecRuntime;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.concurrent.ComplexFuture;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.impl.BasicEntityDetails;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.message.BasicHttpResponse;
import org.apache.hc.core5.http.nio.AsyncClientExchangeHandler;
import org.apache.hc.core5.http.nio.AsyncDataConsumer;
import org.apache.hc.core5.http.nio.RequestChannel;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AsyncAttemptTest {

    private static final HttpHost HOST = new HttpHost("http", "h", 80);

    private final OwnFailures failures = new OwnFailures();
    private final Cleaner cleaner = Cleaner.create();
    private final HttpClientContext context = HttpClientContext.create();
    private final ComplexFuture<String> caller = new ComplexFuture<>(null);
    private final Journal journal;
    private final ToldEvents told;
    private final Calls calls;
    private final Attempts attempts;

    AsyncAttemptTest(@TempDir Path directory) {
        journal = JournalOfTest.in(directory);
        InstanceSigns signs = new InstanceSigns(
                JournalOfTest.INSTANCE, journal, Duration.ZERO, Duration.ofSeconds(10), InstantSource.system());
        told = new ToldEvents(JournalOfTest.INSTANCE, journal, signs, failures);
        Selection all = new Selection(1, List.of(), List.of());
        calls = new Calls(all, failures);
        attempts = new Attempts(
                new RequestRecorder(journal, signs, failures),
                all,
                new Privacy(RedactionSettings.DEFAULT, 2_048, List.of(), List.of()),
                false,
                failures);
    }

    @AfterEach
    void close() {
        journal.close(true);
        assertThat(failures.count()).isZero();
    }

    @Test
    void an_answer_before_the_request_is_written_is_no_step_back() {
        AsyncAttempt attempt = begin();
        attempt.sending(true, context);
        attempt.answered(new BasicHttpResponse(200), new BasicEntityDetails(10, null));
        attempt.sent();
        attempt.failed(new SocketException("reset"));
        assertThat(end().exchange().phase()).contains(RequestPhase.READING);
    }

    @Test
    void a_server_that_asks_for_tls_later_brings_it_no_step_back() {
        AsyncAttempt attempt = begin();
        attempt.sending(false, context);
        attempt.securing();
        attempt.failed(new SocketException("reset"));
        assertThat(end().exchange().phase()).contains(RequestPhase.AWAITING);
    }

    @Test
    void what_fails_after_its_response_was_whole_is_complete() {
        AsyncAttempt attempt = begin();
        attempt.sending(true, context);
        attempt.answered(new BasicHttpResponse(200), new BasicEntityDetails(10, null));
        attempt.bodyArrived();
        attempt.failed(new SocketException("reset"));
        assertThat(end().outcome()).isEqualTo(EndOutcome.COMPLETED);
    }

    @Test
    void a_response_that_is_held_back_until_its_body_is_there_is_complete_when_it_is_given_away() {
        AsyncAttempt attempt = begin();
        attempt.sending(false, context);
        attempt.bodyReceived(10);
        attempt.bodyArrived();
        attempt.answered(new BasicHttpResponse(200), new BasicEntityDetails(10, null));
        attempt.completed();
        assertThat(end().outcome()).isEqualTo(EndOutcome.COMPLETED);
    }

    @Test
    void a_step_that_does_not_heed_its_cancellation_goes_on_until_it_is_sent() {
        AsyncAttempt attempt = begin();
        attempt.connecting();
        caller.cancel();
        attempt.cancelledByCaller(false);
        assertThat(journal.counts().ended()).isZero();
        attempt.sending(false, context);
        attempt.cancelledByCaller(false);
        assertThat(end().outcome()).isEqualTo(EndOutcome.CANCELLED);
    }

    @Test
    void a_step_that_is_cancelled_although_nobody_wanted_it_is_not_the_callers_doing() {
        AsyncAttempt attempt = begin();
        attempt.sending(false, context);
        attempt.cancelledByCaller(false);
        attempt.failed(new SocketException("reset"));
        assertThat(end().errorType()).contains("reset");
    }

    @Test
    void a_response_that_its_connection_lets_go_of_is_abandoned() {
        AsyncAttempt attempt = begin();
        attempt.sending(false, context);
        attempt.answered(new BasicHttpResponse(200), new BasicEntityDetails(10, null));
        attempt.released();
        assertThat(end().outcome()).isEqualTo(EndOutcome.ABANDONED);
    }

    @Test
    void what_breaks_an_exchange_is_its_end_even_if_its_connection_calls_nobody_back() {
        AsyncAttempt attempt = begin();
        attempt.sending(false, context);
        attempt.failing(new SocketException("reset"));
        attempt.released();
        assertThat(end().errorType()).contains("reset");
    }

    @Test
    void what_breaks_an_exchange_is_its_end_even_if_the_application_then_cancels_it() {
        AsyncAttempt attempt = begin();
        attempt.sending(false, context);
        attempt.failing(new SocketException("reset"));
        caller.cancel();
        attempt.cancelledByCaller(true);
        assertThat(end().errorType()).contains("reset");
    }

    @Test
    void an_exchange_that_its_connection_lets_go_of_is_over() throws Exception {
        AsyncAttempt attempt = begin();
        ObservedExchange exchange = exchange(attempt);
        exchange.produceRequest((request, entity, unused) -> {}, context);
        exchange.failed(new SocketException("reset"));
        assertThat(journal.counts().ended()).isZero();
        exchange.releaseResources();
        assertThat(end().errorType()).contains("reset");
    }

    @Test
    void what_a_proxy_says_to_its_end_does_not_make_the_answer_whole() throws Exception {
        AsyncAttempt attempt = begin();
        exchange(attempt).streamEnd(null);
        attempt.sending(false, context);
        attempt.answered(new BasicHttpResponse(200), new BasicEntityDetails(10, null));
        attempt.released();
        assertThat(end().outcome()).isEqualTo(EndOutcome.ABANDONED);
    }

    @Test
    void a_response_that_the_chain_refuses_is_an_answer_all_the_same() {
        assertThat(endOfRefused().outcome()).isEqualTo(EndOutcome.COMPLETED);
    }

    @Test
    void a_response_that_the_chain_refuses_because_it_was_cancelled_is_none() {
        caller.cancel();
        assertThat(endOfRefused().outcome()).isEqualTo(EndOutcome.CANCELLED);
    }

    private RequestCompleted endOfRefused() {
        HttpException thrown = new HttpException("mine");
        AsyncExecCallback refusing = new Ignoring() {
            @Override
            public AsyncDataConsumer handleResponse(HttpResponse response, EntityDetails entity) throws HttpException {
                throw thrown;
            }
        };
        AsyncExecChain wire = (request, entity, scope, callback) ->
                callback.handleResponse(new BasicHttpResponse(302), new BasicEntityDetails(10, null));
        assertThat(catchThrowable(() -> new AsyncAttemptHandler(calls, attempts, false, cleaner, failures)
                        .execute(new BasicHttpRequest("GET", HOST, "/"), null, scope(context), wire, refusing)))
                .isSameAs(thrown);
        RequestCompleted end = end();
        assertThat(end.statusCode()).hasValue(302);
        return end;
    }

    @Test
    void a_request_whose_callbacks_are_dropped_is_found_even_while_its_context_is_held() throws Exception {
        HttpClientContext held = HttpClientContext.create();
        execute(held, (request, entity, scope, callback) -> {});
        await().until(() -> {
            System.gc();
            return journal.counts().ended() == 1;
        });
        assertThat(end().outcome()).isEqualTo(EndOutcome.CANCELLED);
        assertThat(Call.lastRequest(held)).isNotNull();
    }

    @Test
    void a_response_whose_callbacks_are_dropped_is_found_even_while_its_context_is_held() throws Exception {
        HttpClientContext held = HttpClientContext.create();
        execute(
                held,
                (request, entity, scope, callback) ->
                        callback.handleResponse(new BasicHttpResponse(200), new BasicEntityDetails(10, null)));
        await().until(() -> {
            System.gc();
            return journal.counts().ended() == 1;
        });
        assertThat(end().outcome()).isEqualTo(EndOutcome.ABANDONED);
        assertThat(Call.lastRequest(held)).isNotNull();
    }

    @Test
    void a_chain_that_throws_ends_its_request_and_throws_the_same() {
        HttpException thrown = new HttpException("mine");
        assertThat(catchThrowable(() -> execute(context, (request, entity, scope, callback) -> {
                    throw thrown;
                })))
                .isSameAs(thrown);
        assertThat(end().errorType()).contains("protocol");
    }

    @Test
    void a_retry_that_starts_from_the_first_element_again_is_of_the_same_call() throws Exception {
        AsyncCallHandler callHandler = new AsyncCallHandler(calls);
        AsyncAttemptHandler attemptHandler = new AsyncAttemptHandler(calls, attempts, false, cleaner, failures);
        AsyncExecChain wire = (request, entity, scope, callback) -> callback.failed(new SocketException("reset"));
        AsyncExecChain attempting =
                (request, entity, scope, callback) -> attemptHandler.execute(request, entity, scope, wire, callback);
        AtomicBoolean retried = new AtomicBoolean();
        AsyncExecChain retrying = (request, entity, scope, callback) -> {
            attempting.proceed(request, entity, scope, callback);
            if (retried.compareAndSet(false, true)) {
                callHandler.execute(request, entity, scope, attempting, callback);
            }
        };
        callHandler.execute(new BasicHttpRequest("GET", HOST, "/"), null, scope(context), retrying, new Ignoring());
        List<Event> events = told.takeAll();
        assertThat(events).hasSize(4);
        assertThat(events).filteredOn(RequestCompleted.class::isInstance).hasSize(2);
        assertThat(events)
                .filteredOn(RequestBegin.class::isInstance)
                .extracting("attempt")
                .containsExactly(1, 2);
    }

    private AsyncAttempt begin() {
        Call call = calls.enter(context);
        return new AsyncAttempt(
                Optional.ofNullable(attempts.begin(call, new BasicHttpRequest("GET", HOST, "/"), new HttpRoute(HOST)))
                        .orElseThrow(),
                attempts,
                caller,
                ClientReactor.of(noRuntime()),
                cleaner,
                failures);
    }

    /** An exchange that sends a request without a body, and ignores all else. */
    private ObservedExchange exchange(AsyncAttempt attempt) {
        AsyncClientExchangeHandler handler = (AsyncClientExchangeHandler) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {AsyncClientExchangeHandler.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("produceRequest")) {
                        ((RequestChannel) arguments[0])
                                .sendRequest(new BasicHttpRequest("GET", HOST, "/"), null, (HttpContext) arguments[1]);
                    }
                    return null;
                });
        return new ObservedExchange(handler, attempt, context);
    }

    private RequestCompleted end() {
        List<Event> events = told.takeAll();
        assertThat(events).hasSize(2);
        return (RequestCompleted) events.get(1);
    }

    private void execute(HttpClientContext given, AsyncExecChain wire) throws HttpException, IOException {
        AsyncAttemptHandler handler = new AsyncAttemptHandler(calls, attempts, false, cleaner, failures);
        handler.execute(new BasicHttpRequest("GET", HOST, "/"), null, scope(given), wire, new Ignoring());
    }

    private AsyncExecChain.Scope scope(HttpClientContext given) {
        return new AsyncExecChain.Scope(
                "1",
                new HttpRoute(HOST),
                new BasicHttpRequest("GET", HOST, "/"),
                caller,
                given,
                noRuntime(),
                null,
                null);
    }

    private AsyncExecRuntime noRuntime() {
        return (AsyncExecRuntime) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {AsyncExecRuntime.class}, (proxy, method, arguments) -> {
                    throw new UnsupportedOperationException(method.getName());
                });
    }

    /** An application that does not care. */
    private static class Ignoring implements AsyncExecCallback {

        @Override
        public @Nullable AsyncDataConsumer handleResponse(HttpResponse response, EntityDetails entity)
                throws HttpException {
            return null;
        }

        @Override
        public void handleInformationResponse(HttpResponse response) {}

        @Override
        public void completed() {}

        @Override
        public void failed(Exception cause) {}
    }
}
