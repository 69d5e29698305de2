package dev.webcheck.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.kafka.storage.internals.log.LogDirFailureChannel;
import org.junit.jupiter.api.Test;

class DirectoryFailureTest {

    @Test
    void what_failed_first_is_why_Kafka_gives_up() {
        DirectoryFailure failure = DirectoryFailure.listen();
        try {
            assertThat(KafkaBroker.gaveUp(null, failure)).isEqualTo("Kafka gave up.");
            LogDirFailureChannel kafka = new LogDirFailureChannel(1);
            kafka.maybeAddOfflineLogDir(
                    "/data", "Error while appending records to /data", new IOException("No space left on device"));
            kafka.maybeAddOfflineLogDir("/data", "Error while closing /data", new IOException("Stream closed"));

            assertThat(KafkaBroker.gaveUp(null, failure))
                    .isEqualTo("Kafka gave up: No space left on device (Error while appending records to /data)");
            assertThat(KafkaBroker.gaveUp("out of luck", failure)).startsWith("Kafka gave up: out of luck: No space");
        } finally {
            failure.close();
        }
    }
}
