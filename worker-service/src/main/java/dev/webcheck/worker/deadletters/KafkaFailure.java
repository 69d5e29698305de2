package dev.webcheck.worker.deadletters;

import org.apache.kafka.common.KafkaException;

/** What a failure of Kafka's clients means for who runs the command. */
final class KafkaFailure {

    private KafkaFailure() {}

    static String describe(KafkaException failure) {
        return "Kafka did not do what it was asked to: " + Printable.text(String.valueOf(failure.getMessage()))
                + "\nIs this where it is? Set --bootstrap-servers, or KAFKA_BOOTSTRAP_SERVERS.";
    }

    /** What the innermost cause says. */
    static String root(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }
}
