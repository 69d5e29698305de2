package dev.webcheck.bench.query;

import dev.webcheck.bench.harness.BenchFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
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

    /** The bytes of the answer, all of them: what a client makes of these is its own affair. */
    byte[] get(String path) throws IOException {
        return client.execute(new HttpGet(base.resolve(path)), response -> {
            byte[] answer = EntityUtils.toByteArray(response.getEntity());
            if (response.getCode() != 200) {
                throw new BenchFailure(path + " was answered with " + response.getCode() + ": " + text(answer));
            }
            return answer;
        });
    }

    String text(String path) throws IOException {
        return text(get(path));
    }

    private static String text(byte[] answer) {
        return new String(answer, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
