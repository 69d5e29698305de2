package dev.webcheck.bench.kill;

import dev.webcheck.client.Webcheck;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;

/** The application that is killed: it sends in several lanes, one request after the other in each, as fast as it can. */
final class Sender {

    static final int LANES = 8;

    /** Fewer than lanes, so that some always wait for a connection. */
    private static final int CONNECTIONS = 6;

    private final String website;
    private final Lanes lanes;
    private final CloseableHttpClient client;
    private final long pauseMillis;
    private volatile boolean ending;

    private Sender(String website, Lanes lanes, CloseableHttpClient client, long pauseMillis) {
        this.website = website;
        this.lanes = lanes;
        this.client = client;
        this.pauseMillis = pauseMillis;
    }

    /**
     * The process. It ends as an application should when its standard input ends.
     *
     * @param args the website to send to, the file of the lanes, and how long to rest after each request
     */
    public static void main(String... args) throws IOException, InterruptedException {
        try (Webcheck webcheck = Webcheck.builder().service("bench-kill").start();
                CloseableHttpClient client = webcheck.instrument(HttpClients.custom())
                        .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                                .setMaxConnTotal(CONNECTIONS)
                                .setMaxConnPerRoute(CONNECTIONS)
                                .build())
                        .disableAutomaticRetries()
                        .build()) {
            new Sender(args[0], Lanes.in(Path.of(args[1]), LANES), client, Long.parseLong(args[2])).run();
        }
    }

    private void run() throws IOException, InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int lane = 0; lane < LANES; lane++) {
            int number = lane;
            Thread thread = new Thread(() -> send(number), "lane-" + lane);
            thread.start();
            threads.add(thread);
        }
        while (System.in.read() >= 0) {
            // whatever it is, it does not matter
        }
        ending = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void send(int lane) {
        for (int number = 1; !ending; number++) {
            lanes.begins(lane, number);
            try {
                client.execute(request(new Token(lane, number)), response -> {
                    EntityUtils.consume(response.getEntity());
                    return response.getCode();
                });
            } catch (IOException e) {
                // An end like any other: the server breaks off some of its answers.
            }
            lanes.hasEnded(lane, number);
            rest();
        }
    }

    private void rest() {
        if (pauseMillis > 0) {
            try {
                Thread.sleep(pauseMillis);
            } catch (InterruptedException e) {
                ending = true;
                Thread.currentThread().interrupt();
            }
        }
    }

    private HttpUriRequestBase request(Token token) {
        String url = "http://" + website + token.path();
        if (token.lane() % 2 == 0) {
            return new HttpGet(url);
        }
        HttpPost post = new HttpPost(url);
        post.setEntity(new StringEntity("something to be charged"));
        return post;
    }
}
