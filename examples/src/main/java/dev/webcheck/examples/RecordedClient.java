package dev.webcheck.examples;

import dev.webcheck.client.Webcheck;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/** A client whose requests are recorded for a service, and what came of each. */
final class RecordedClient implements AutoCloseable {

    private final Webcheck webcheck;
    private final CloseableHttpClient client;

    /**
     * What came of a request.
     *
     * @param status of the response
     * @param failure why there was none
     * @param requestId under which it is recorded; empty if it is not
     */
    record Outcome(Optional<Integer> status, Optional<IOException> failure, Optional<UUID> requestId) {

        @Override
        public String toString() {
            return status.map(code -> "status " + code)
                    .or(() -> failure.map(e -> "failed: " + e.getMessage()))
                    .orElse("nothing");
        }
    }

    RecordedClient(String service) {
        webcheck = startWebcheck(service);
        client = webcheck.instrument(HttpClients.custom()).build();
    }

    /** Uses the given name unless the settings of the process have one. */
    static Webcheck startWebcheck(String service) {
        boolean named = System.getenv("WEBCHECK_SERVICE") != null || System.getProperty("webcheck.service") != null;
        return named ? Webcheck.start() : Webcheck.builder().service(service).start();
    }

    Outcome get(String url) {
        HttpClientContext context = HttpClientContext.create();
        Optional<Integer> status = Optional.empty();
        Optional<IOException> failure = Optional.empty();
        try {
            status = Optional.of(client.execute(new HttpGet(url), context, response -> {
                EntityUtils.consume(response.getEntity());
                return response.getCode();
            }));
        } catch (IOException e) {
            failure = Optional.of(e);
        }
        return new Outcome(status, failure, Webcheck.requestId(context));
    }

    /** Waits until all that was recorded is with Kafka, and tells if it is not. */
    @Override
    public void close() throws IOException {
        client.close();
        webcheck.close();
        long lost = webcheck.counters().pending();
        if (lost > 0) {
            System.err.println("Kafka was not reached: " + lost
                    + " events were not recorded. Is it running, and does WEBCHECK_KAFKA_BOOTSTRAP_SERVERS name it?");
        }
    }
}
