package dev.webcheck.bench.query;

import dev.webcheck.bench.harness.BenchFailure;
import dev.webcheck.bench.harness.BenchFolder;
import dev.webcheck.local.EmbeddedPostgres;
import dev.webcheck.local.LocalStack;
import dev.webcheck.local.ServiceLaunch;
import dev.webcheck.local.ServiceProcess;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.logging.LogManager;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures how fast the API answers. */
@Command(
        name = "query",
        description = {
            "How fast the API answers from a large database, beside the bare SQL.",
            "Fills a database with requests of ten days to 10,000 websites, first with a tenth of them, then with all, and asks"
                    + " each time for the newest page, an id, a time frame, the most frequent website, the top 20 of 24 hours, the"
                    + " minutes of 3 hours, and the incidents, by the API and by SQL in turn; and once more after restarts of the"
                    + " database. Some answers must be right. overSql and growth compare medians; p99OverSql and p99Growth the 99th"
                    + " percentiles. 10 million requests take about 6 minutes and 8 GB of disk."
        },
        optionListHeading = "%nOptions:%n",
        sortOptions = false)
public final class QueryCommand implements Callable<Integer> {

    private static final long FEWEST = 10_000;
    private static final long MOST = 1_000_000_000;
    private static final long QUICK = 200_000;

    @SuppressWarnings("NullAway.Init")
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "10000000",
            description = "How many requests the database has. Default: ${DEFAULT-VALUE}")
    private long rows;

    @Option(names = "--quick", description = "Few requests only, to see that it works. Its numbers are rough.")
    private boolean quick;

    @SuppressWarnings("unused")
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    /** Made by picocli only. */
    QueryCommand() {}

    @Override
    public Integer call() throws IOException, SQLException {
        if (rows < FEWEST || rows > MOST) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Invalid value for option '--rows': " + rows + " is not " + FEWEST + " to " + MOST);
        }
        LogManager.getLogManager().reset();
        say("Starting PostgreSQL and the query service.");
        try (BenchFolder folder = BenchFolder.of("query");
                EmbeddedPostgres postgres = EmbeddedPostgres.startTemporary()) {
            Schema.in(postgres);
            try (ServiceProcess service = startService(postgres, folder.path())) {
                Measuring measuring = quick ? new Measuring(200, 100) : new Measuring(2_000, 2_000);
                say(new QueryReport(new QueryBench(postgres, service, measuring, this::say).run(quick ? QUICK : rows))
                        .text());
                return 0;
            }
        }
    }

    private static ServiceProcess startService(EmbeddedPostgres postgres, Path logs) throws IOException {
        Path jar = LocalStack.home().resolve("query-service/target/quarkus-app/quarkus-run.jar");
        if (!Files.isRegularFile(jar)) {
            throw new BenchFailure("The query service is not built: there is no " + jar + ". Run `mvn package` first.");
        }
        return ServiceProcess.start(new ServiceLaunch(
                "query-service",
                jar,
                freePort(),
                Map.of(
                        "QUARKUS_DATASOURCE_JDBC_URL", postgres.jdbcUrl(),
                        "QUARKUS_DATASOURCE_USERNAME", postgres.username(),
                        "QUARKUS_DATASOURCE_PASSWORD", postgres.password()),
                List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"),
                logs.resolve("query.log")));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
