package dev.webcheck.client;

import org.apache.hc.client5.http.impl.DefaultHttpRequestRetryStrategy;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.H2AsyncClientBuilder;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.core5.util.TimeValue;

class H2RecordedRequestsIT extends AsyncRequestsSpec {

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
        return server.http2Url(path);
    }

    @Override
    String version() {
        return "2";
    }

    private static H2AsyncClientBuilder builder() {
        return HttpAsyncClients.customHttp2()
                .setRetryStrategy(new DefaultHttpRequestRetryStrategy(1, TimeValue.ofMilliseconds(1)));
    }
}
