package dev.webcheck.bench.sdk;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compares the SDK with what else records the requests of HttpClient 5. */
@Command(
        name = "sdk",
        description = {
            "What recording adds to a request, beside OpenTelemetry and Brave.",
            "JMH measures a client of HttpClient 5 as it comes, and with Webcheck, OpenTelemetry's library and Brave, each"
                    + " with its defaults and up to the bytes that would go out. All send over the same connections in"
                    + " memory to a server that answers at once. Takes about 6 minutes."
        },
        optionListHeading = "%nOptions:%n",
        sortOptions = false)
public final class SdkCommand implements Callable<Integer> {

    @SuppressWarnings("NullAway.Init")
    @Spec
    private CommandSpec spec;

    @Option(names = "--quick", description = "Two minutes only, to see that it works. Its numbers are rough.")
    private boolean quick;

    @SuppressWarnings("unused")
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    /** Made by picocli only. */
    SdkCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Schedule schedule = quick ? Schedule.QUICK : Schedule.WHOLE;
        Measurements measured = new SdkBench(schedule, out).run();
        out.println(new SdkReport(measured).text());
        out.flush();
        return 0;
    }
}
