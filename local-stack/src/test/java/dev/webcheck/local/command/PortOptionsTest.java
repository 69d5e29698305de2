package dev.webcheck.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PortOptionsTest {

    private final StringWriter err = new StringWriter();
    private final CommandLine webcheck = Webcheck.commandLine().setErr(new PrintWriter(err, true));

    @Test
    void a_port_that_is_taken_is_named_with_its_purpose_and_option_and_nothing_is_started(@TempDir Path folder)
            throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());

            int exitCode = webcheck.execute("up", "--data", folder.toString(), "--kafka-port", port);

            assertThat(exitCode).isEqualTo(1);
            assertThat(err.toString()).contains("Port " + port + " is taken, and Kafka needs it", "--kafka-port PORT");
            assertThat(Files.exists(folder.resolve("kafka"))).isFalse();
        }
    }

    @Test
    void a_port_that_is_meant_for_two_is_a_wrong_command_line() {
        int exitCode = webcheck.execute("up", "--query-port", "5001");

        assertThat(exitCode).isEqualTo(2);
        assertThat(err.toString())
                .contains("Port 5001 is meant for both the query-service and the ingest-service")
                .contains("--query-port", "--ingest-port");
    }

    @Test
    void a_number_that_is_no_port_is_a_wrong_command_line() {
        assertThat(webcheck.execute("up", "--kafka-port", "70000")).isEqualTo(2);
        assertThat(err.toString()).contains("--kafka-port 70000 is no port");

        assertThat(webcheck.execute("up", "--kafka-port", "many")).isEqualTo(2);
        assertThat(err.toString()).contains("--kafka-port", "'many'");
    }
}
