package dev.webcheck.client;

import static org.awaitility.Awaitility.await;

import dev.webcheck.client.publish.FakePublisher;
import dev.webcheck.client.record.Instance;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/**
 * An application that sends as fast as it can while its journal is cut short, and tells on its standard output how it fared.
 */
final class ForkedLoad {

    private static final int SENDERS = 3;
    private static final int LATER = 50;

    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final AtomicLong sent = new AtomicLong();
    private final TestServer server = TestServer.start();
    private volatile boolean enough;

    private ForkedLoad() {}

    /** Takes the directory of the journal, the size to cut it to, and how many requests are sent before that, and after. */
    public static void main(String[] args) throws Exception {
        new ForkedLoad().run(Path.of(args[0]), Long.parseLong(args[1]), Long.parseLong(args[2]));
    }

    private void run(Path directory, long size, long requests) throws Exception {
        Settings settings =
                Settings.from(Webcheck.builder().journalDirectory(directory).sources());
        Webcheck webcheck = Webcheck.start(settings, new Instance(UUID.randomUUID(), "load"), new FakePublisher());
        try (CloseableHttpClient classic =
                        webcheck.instrument(HttpClients.custom()).build();
                CloseableHttpAsyncClient async =
                        webcheck.instrument(HttpAsyncClients.custom()).build()) {
            async.start();
            List<Thread> senders = Stream.<Runnable>generate(() -> () -> send(() -> classic(classic)))
                    .limit(SENDERS)
                    .map(Thread::new)
                    .toList();
            senders.forEach(Thread::start);
            Thread asyncSender = new Thread(() -> send(() -> async(async)));
            asyncSender.start();
            awaitSent(requests);
            long before = sent.get();
            Path journal;
            try (Stream<Path> files = Files.list(directory)) {
                journal = files.findAny().orElseThrow();
            }
            try (RandomAccessFile file = new RandomAccessFile(journal.toFile(), "rw")) {
                file.setLength(size);
            }
            awaitSent(before + requests);
            enough = true;
            for (Thread sender : senders) {
                sender.join();
            }
            asyncSender.join();
            tell("failures " + failures.size());
            failures.stream().limit(3).forEach(failure -> failure.printStackTrace());
            long begun = webcheck.counters().begun();
            for (int i = 0; i < LATER; i++) {
                classic(classic);
                async(async);
            }
            WebcheckCounters counters = webcheck.counters();
            tell("later " + (counters.begun() - begun) + " open " + (counters.begun() - counters.ended()));
            tell("unrecorded " + counters.unrecorded() + " own failures " + counters.ownFailures() + " of "
                    + sent.get());
            webcheck.close();
            tell("closed");
        }
        server.close();
        System.exit(0);
    }

    private void awaitSent(long requests) {
        await().atMost(Duration.ofSeconds(60)).until(() -> sent.get() + failures.size() >= requests);
    }

    private interface Sending {
        void send() throws Exception;
    }

    private void send(Sending sending) {
        while (!enough) {
            try {
                sending.send();
                sent.incrementAndGet();
            } catch (Throwable failure) {
                failures.add(failure);
            }
        }
    }

    private void classic(CloseableHttpClient client) throws Exception {
        client.execute(new HttpGet(server.url("/missing")), response -> EntityUtils.toString(response.getEntity()));
    }

    private void async(CloseableHttpAsyncClient client) throws Exception {
        SimpleHttpRequest request =
                SimpleRequestBuilder.get(server.url("/missing")).build();
        Future<?> first = client.execute(request, null);
        Future<?> second = client.execute(request, null);
        first.get();
        second.get();
    }

    private static void tell(String line) {
        System.out.println(line);
    }
}
