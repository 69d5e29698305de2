package dev.webcheck.client.publish;

/** What failed in Kafka's client, for messages. */
final class KafkaFailure {

    private KafkaFailure() {}

    /** What failed, and why; "Failed to construct kafka producer" alone would help nobody. */
    static String reason(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        Throwable cause = failure.getCause();
        return cause == null || message.contains(String.valueOf(cause.getMessage()))
                ? message
                : message + ": " + reason(cause);
    }
}
