package dev.webcheck.bench.latency;

import dev.webcheck.client.Webcheck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/**
 * The application: a few threads that send so many requests a second and no more, and write on their standard output which of
 * them they picked.
 */
final class SteadySender {

    private static final int THREADS = 4;

    private final CloseableHttpClient client;
    private final String website;
    private final long intervalNanos;
    private final int oneOf;
    private final AtomicLong sent = new AtomicLong();
    private volatile boolean ending;

    private SteadySender(CloseableHttpClient client, String website, int rate, int samplesPerSecond) {
        this.client = client;
        this.website = website;
        this.intervalNanos = TimeUnit.SECONDS.toNanos(THREADS) / rate;
        this.oneOf = Math.max(1, rate / samplesPerSecond);
    }

    /**
     * The process. It ends when its standard input does, and says then how many requests it sent and how many of them were
     * not recorded.
     *
     * @param args the website to send to, the requests a second, the samples a second
     */
    public static void main(String... args) throws IOException, InterruptedException {
        try (Webcheck webcheck = Webcheck.builder().service("bench-latency").start();
                CloseableHttpClient client = webcheck.instrument(HttpClients.custom())
                        .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                                .setMaxConnTotal(THREADS)
                                .setMaxConnPerRoute(THREADS)
                                .build())
                        .build()) {
            SteadySender sender =
                    new SteadySender(client, args[0], Integer.parseInt(args[1]), Integer.parseInt(args[2]));
            sender.run();
            System.out.println("sent " + sender.sent + " " + webcheck.counters().unrecorded());
        }
    }

    private void run() throws IOException, InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Thread thread = new Thread(this::sendAll, "sender-" + i);
            thread.start();
            threads.add(thread);
        }
        while (System.in.read() >= 0) {
            System.out.println("sent " + sent + " 0");
        }
        ending = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void sendAll() {
        long due = System.nanoTime();
        while (!ending) {
            LockSupport.parkNanos(due - System.nanoTime());
            if (System.nanoTime() - due >= 0) {
                send(sent.incrementAndGet());
                due += intervalNanos;
            }
        }
    }

    private void send(long number) {
        boolean picked = ThreadLocalRandom.current().nextInt(oneOf) == 0;
        String path = picked ? Sample.path(number) : "/any/" + number;
        Instant begun = Instant.now();
        try {
            client.execute(new HttpGet("http://" + website + path), response -> {
                EntityUtils.consume(response.getEntity());
                return response.getCode();
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (picked) {
            System.out.println(new Sample(number, begun, Instant.now()).line());
        }
    }
}
