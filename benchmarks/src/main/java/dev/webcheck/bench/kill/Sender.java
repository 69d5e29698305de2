package dev.webcheck.bench.kill;

import dev.webcheck.client.Webcheck;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;

/**
 * The application that is killed. It sends in several lanes, one request after the other in each, as fast as it can; half
 * of the lanes share a classic client, the others an asynchronous one.
 */
final class Sender {

    static final int LANES = 8;

    /** Of each client, and fewer than its lanes, so that some always wait for a connection. */
    private static final int CONNECTIONS = 3;

    private static final String CHARGE = "something to be charged";

    private final String website;
    private final Lanes lanes;
    private final CloseableHttpClient classic;
    private final CloseableHttpAsyncClient async;
    private final long pauseMillis;
    private volatile boolean ending;

    private Sender(
            String website,
            Lanes lanes,
            CloseableHttpClient classic,
            CloseableHttpAsyncClient async,
            long pauseMillis) {
        this.website = website;
        this.lanes = lanes;
        this.classic = classic;
        this.async = async;
        this.pauseMillis = pauseMillis;
    }

    /**
     * The process. It ends as an application should when its standard input ends.
     *
     * @param args the website to send to, the file of the lanes, and how long to rest after each request
     */
    public static void main(String... args) throws IOException, InterruptedException {
        try (Webcheck webcheck = Webcheck.builder().service("bench-kill").start();
                CloseableHttpClient classic = webcheck.instrument(HttpClients.custom())
                        .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                                .setMaxConnTotal(CONNECTIONS)
                                .setMaxConnPerRoute(CONNECTIONS)
                                .build())
                        .disableAutomaticRetries()
                        .build();
                CloseableHttpAsyncClient async = webcheck.instrument(HttpAsyncClients.custom())
                        .setConnectionManager(PoolingAsyncClientConnectionManagerBuilder.create()
                                .setMaxConnTotal(CONNECTIONS)
                                .setMaxConnPerRoute(CONNECTIONS)
                                .build())
                        .disableAutomaticRetries()
                        .build()) {
            async.start();
            new Sender(args[0], Lanes.in(Path.of(args[1]), LANES), classic, async, Long.parseLong(args[2])).run();
        }
    }

    private void run() throws IOException, InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int lane = 0; lane < LANES; lane++) {
            int number = lane;
            Thread thread = new Thread(() -> sendAll(number), "lane-" + lane);
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

    private void sendAll(int lane) {
        try {
            for (int number = 1; !ending; number++) {
                lanes.begins(lane, number);
                send(new Token(lane, number));
                lanes.hasEnded(lane, number);
                Thread.sleep(pauseMillis);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(Token token) throws InterruptedException {
        try {
            if (token.lane() < LANES / 2) {
                classic.execute(request(token), response -> {
                    EntityUtils.consume(response.getEntity());
                    return response.getCode();
                });
            } else {
                async.execute(asyncRequest(token), null).get();
            }
        } catch (IOException | ExecutionException e) {
            // An end like any other: the server breaks off some of its answers.
        }
    }

    private HttpUriRequestBase request(Token token) {
        if (token.lane() % 2 == 0) {
            return new HttpGet(url(token));
        }
        HttpPost post = new HttpPost(url(token));
        post.setEntity(new StringEntity(CHARGE));
        return post;
    }

    private SimpleHttpRequest asyncRequest(Token token) {
        return token.lane() % 2 == 0
                ? SimpleRequestBuilder.get(url(token)).build()
                : SimpleRequestBuilder.post(url(token))
                        .setBody(CHARGE, ContentType.TEXT_PLAIN)
                        .build();
    }

    private String url(Token token) {
        return "http://" + website + token.path();
    }
}
