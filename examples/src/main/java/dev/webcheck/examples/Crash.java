package dev.webcheck.examples;

import dev.webcheck.client.Webcheck;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A process that dies by SIGKILL in the middle of a request. */
@Command(
        name = "crash",
        description = "Asks a slow server, and kills its own process with SIGKILL while it waits for the answer.")
public final class Crash implements Callable<Integer> {

    private static final long LONGEST_WAIT_MILLIS = 50_000;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "A URL that takes long to answer. Default: a server of its own.")
    private String url = "";

    private Crash() {}

    /**
     * Runs the example, which never comes to its end.
     *
     * @param arguments {@code --help} tells
     */
    public static void main(String[] arguments) {
        System.exit(CommandLines.run(new Crash(), arguments));
    }

    @Override
    public Integer call() throws IOException {
        try (LocalShop shop = LocalShop.open();
                Webcheck webcheck = RecordedClient.startWebcheck("crash");
                CloseableHttpClient client =
                        webcheck.instrument(HttpClients.custom()).build()) {
            String slow = url.isEmpty() ? shop.url("/charge") : url;
            Thread killer = new Thread(() -> killOnceBegun(webcheck), "killer");
            killer.setDaemon(true);
            killer.start();
            System.out.println("POST " + slow + " ...");
            client.execute(new HttpPost(slow), response -> null);
        }
        return 1;
    }

    /** A crash that nothing is recorded of would show nothing: the begin is to be with Kafka. */
    private static void killOnceBegun(Webcheck webcheck) {
        long end = System.nanoTime() + LONGEST_WAIT_MILLIS * 1_000_000;
        while (System.nanoTime() < end
                && (webcheck.counters().begun() < 1 || webcheck.counters().pending() > 0)) {
            pause();
        }
        System.out.println("Killed by SIGKILL, in the middle of the request.");
        System.out.flush();
        killSelf();
    }

    private static void killSelf() {
        String pid = Long.toString(ProcessHandle.current().pid());
        try {
            new ProcessBuilder("kill", "-KILL", pid).start().waitFor();
        } catch (IOException e) {
            System.err.println("No kill command here (" + e.getMessage() + "), halting instead.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(137);
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
