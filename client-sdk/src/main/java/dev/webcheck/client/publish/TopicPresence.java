package dev.webcheck.client.publish;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether the topic exists. A producer that is given a missing topic makes the broker create it, where the broker may do
 * that, with the broker's number of partitions and settings; and it logs warnings all the while. So nothing is sent before the
 * topic has been seen. Belongs to one thread.
 */
final class TopicPresence {

    private final KafkaTransport transport;
    private final Map<String, Object> settings;
    private @Nullable Admin admin;

    TopicPresence(KafkaTransport transport, Map<String, Object> settings) {
        this.transport = transport;
        this.settings = settings;
    }

    /** Returns if the topic exists. While it does not, the connection for the next look stays open. */
    void require() throws PublishException, InterruptedException {
        Optional<Throwable> failure = look();
        boolean missing = failure.filter(UnknownTopicOrPartitionException.class::isInstance)
                .isPresent();
        if (missing) {
            throw new PublishException("the topic " + transport.topic()
                    + " does not exist; Webcheck does not create it, and waits for it");
        }
        close();
        if (failure.isPresent()) {
            throw new PublishException(
                    transport.brokers().whyUnreachable().orElseGet(() -> KafkaFailure.reason(failure.get())),
                    failure.get());
        }
    }

    void close() {
        Admin last = admin;
        admin = null;
        if (last != null) {
            last.close(Duration.ZERO);
        }
    }

    private Optional<Throwable> look() throws InterruptedException {
        try {
            Admin current = admin;
            if (current == null) {
                current = KafkaClients.admin(settings);
                admin = current;
            }
            current.describeTopics(List.of(transport.topic())).allTopicNames().get();
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.of(Optional.ofNullable(e.getCause()).orElse(e));
        } catch (KafkaException e) {
            return Optional.of(e);
        }
    }
}
