package dev.webcheck.examples;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** One request to a URL of the user's. */
@Command(name = "app", description = "Sends one recorded request to a URL, and prints what came of it.")
public final class App implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--url", required = true, paramLabel = "URL", description = "An http or https URL.")
    private String url = "";

    private App() {}

    /**
     * Runs the example.
     *
     * @param arguments {@code --url URL}; {@code --help} tells
     */
    public static void main(String[] arguments) {
        System.exit(CommandLines.run(new App(), arguments));
    }

    @Override
    public Integer call() throws IOException {
        checkUrl();
        RecordedClient.Outcome outcome;
        try (RecordedClient client = new RecordedClient("app")) {
            outcome = client.get(url);
        }
        System.out.println("GET " + url + " -> " + outcome);
        outcome.requestId()
                .ifPresent(id -> System.out.println("Recorded as " + id + ". Look it up with:" + System.lineSeparator()
                        + "  curl 'localhost:5000/api/v1/requests/get?id=" + id + "'"));
        return outcome.failure().isPresent() ? 1 : 0;
    }

    private void checkUrl() {
        try {
            URI uri = new URI(url);
            String scheme = String.valueOf(uri.getScheme());
            if (uri.getHost() != null && (scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https"))) {
                return;
            }
        } catch (URISyntaxException e) {
            // Told below, like every other text that is no URL.
        }
        throw new ParameterException(
                spec.commandLine(), "--url is \"" + url + "\", but must be a URL such as http://www.example.com");
    }
}
