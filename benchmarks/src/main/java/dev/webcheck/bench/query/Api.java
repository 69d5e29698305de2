package dev.webcheck.bench.query;

import dev.webcheck.bench.harness.BenchFailure;
import java.io.IOException;
import java.net.URI;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/** The API, over one connection, in as many bytes as the database sends: not compressed. Confined to one thread. */
final class Api implements AutoCloseable {

    private final CloseableHttpClient client = HttpClients.custom()
            .disableAutomaticRetries()
            .disableContentCompression()
            .build();
    private final URI base;

    Api(URI base) {
        this.base = base;
    }

    String get(String path) throws IOException {
        return client.execute(new HttpGet(base.resolve(path)), response -> {
            String answer = EntityUtils.toString(response.getEntity());
            if (response.getCode() != 200) {
                throw new BenchFailure(path + " was answered with " + response.getCode() + ": " + answer);
            }
            return answer;
        });
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
