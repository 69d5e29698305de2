package dev.webcheck.examples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;

/** Every outcome at once: good requests, a 404, a refused connection, a slow answer, and a process that is killed. */
@Command(
        name = "demo",
        description = "Sends requests of every outcome, one of them from a process that is killed in the middle of it.")
public final class Demo implements Callable<Integer> {

    private static final long CRASH_SECONDS = 60;

    private Demo() {}

    /**
     * Runs the example.
     *
     * @param arguments {@code --help} tells
     */
    public static void main(String[] arguments) {
        System.exit(CommandLines.run(new Demo(), arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (LocalShop shop = LocalShop.open();
                RecordedClient client = new RecordedClient("demo-shop")) {
            Process crash = startCrash(shop.url("/charge"));
            try {
                for (String path : List.of("/products", "/products?page=2", "/cart?item=tea", "/products", "/cart")) {
                    tell(client, "a good request", shop.url(path));
                }
                tell(client, "a page that is missing", shop.url("/missing"));
                tell(client, "a refused connection", LocalShop.refusingUrl());
                int exitCode = awaitCrash(crash);
                // The SDK looks every second for the journals of processes that have died, so the death is told
                // meanwhile.
                tell(client, "a slow answer", shop.url("/report"));
                return exitCode;
            } finally {
                crash.destroyForcibly();
            }
        }
    }

    private static void tell(RecordedClient client, String what, String url) {
        System.out.printf("demo-shop      %-24s GET %s -> %s%n", what, url, client.get(url));
    }

    private static Process startCrash(String url) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        // It is to die soon.
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Crash.class.getName(),
                        "--url",
                        url)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("WEBCHECK_SERVICE", "demo-payments");
        return builder.start();
    }

    private static int awaitCrash(Process crash) throws InterruptedException {
        if (!crash.waitFor(CRASH_SECONDS, TimeUnit.SECONDS)) {
            System.err.println("demo-payments  did not get to its request within " + CRASH_SECONDS + " s.");
            return 1;
        }
        System.out.printf(
                "demo-payments  %-24s process %d died in the middle of it, exit code %d%n",
                "a killed process", crash.pid(), crash.exitValue());
        return crash.exitValue() == 137 ? 0 : 1;
    }
}
