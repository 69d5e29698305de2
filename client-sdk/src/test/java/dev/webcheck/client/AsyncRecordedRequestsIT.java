package dev.webcheck.client;

import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.impl.DefaultHttpRequestRetryStrategy;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.core5.util.TimeValue;
import org.junit.jupiter.api.Test;

class AsyncRecordedRequestsIT extends AsyncRequestsSpec {

    @Override
    CloseableHttpAsyncClient client() {
        return recording.webcheck().instrument(builder()).build();
    }

    @Override
    CloseableHttpAsyncClient plainClient() {
        return builder().build();
    }

    @Override
    String url(String path) {
        return server.url(path);
    }

    @Override
    String version() {
        return "1.1";
    }

    @Test
    void a_builder_that_was_instrumented_twice_records_once() throws Exception {
        Webcheck webcheck = recording.webcheck();
        try (CloseableHttpAsyncClient twice =
                webcheck.instrument(webcheck.instrument(builder())).build()) {
            twice.start();
            server.beBusy(1);
            twice.execute(request("/busy"), null).get();
        }
        recording.awaitEnds(2);
    }

    private SimpleHttpRequest request(String path) {
        return SimpleRequestBuilder.get(url(path)).build();
    }

    private static HttpAsyncClientBuilder builder() {
        return HttpAsyncClients.custom()
                .setRetryStrategy(new DefaultHttpRequestRetryStrategy(1, TimeValue.ofMilliseconds(1)));
    }
}
