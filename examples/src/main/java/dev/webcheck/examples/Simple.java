package dev.webcheck.examples;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** A few requests through a recorded client. */
@Command(name = "simple", description = "Sends a few requests to a server of its own, and prints what came of them.")
public final class Simple implements Callable<Integer> {

    private Simple() {}

    /**
     * Runs the example.
     *
     * @param arguments {@code --help} tells
     */
    public static void main(String[] arguments) {
        System.exit(CommandLines.run(new Simple(), arguments));
    }

    @Override
    public Integer call() throws IOException {
        try (LocalShop shop = LocalShop.open();
                RecordedClient client = new RecordedClient("simple")) {
            for (String path : List.of("/products", "/cart?item=tea&token=never-recorded", "/missing")) {
                System.out.println("GET " + shop.url(path) + " -> " + client.get(shop.url(path)));
            }
        }
        return 0;
    }
}
