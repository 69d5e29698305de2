package dev.webcheck.ingest;

import dev.webcheck.event.RequestEventsTopic;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Whether the broker is there and has the topic. A producer that met a missing topic could make the broker create it, with
 * settings that are not the project's; so nothing is sent before the topic has been seen.
 */
@ApplicationScoped
class TopicPresence {

    private static final Logger LOG = Logger.getLogger(TopicPresence.class);
    private static final String UNREACHABLE = "The broker cannot be reached.";
    private static final int TIMEOUT_MILLIS = 3_000;
    private static final long KEPT_NANOS = Duration.ofSeconds(2).toNanos();

    private final Map<String, Object> settings;
    private @Nullable Admin admin;
    private Optional<String> trouble = Optional.empty();
    private String logged = "";
    private long lookedAt = System.nanoTime() - KEPT_NANOS - 1;
    private volatile boolean seen;

    TopicPresence(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.settings = new HashMap<>(kafka);
        settings.put(AdminClientConfig.CLIENT_ID_CONFIG, "webcheck-ingest-health");
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
    }

    /** Refuses unless the topic has been seen once. */
    void require() {
        if (!seen) {
            trouble().ifPresent(text -> {
                throw new Unacknowledged(text);
            });
        }
    }

    /** What is wrong, if anything; asked of the broker every two seconds at most, and for three seconds at most. */
    synchronized Optional<String> trouble() {
        if (System.nanoTime() - lookedAt > KEPT_NANOS) {
            trouble = look();
            lookedAt = System.nanoTime();
            seen |= trouble.isEmpty();
        }
        return trouble;
    }

    @PreDestroy
    synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
    }

    /** Looks now. */
    Optional<String> look() {
        try {
            open().describeTopics(List.of(RequestEventsTopic.NAME))
                    .allTopicNames()
                    .get();
            if (!logged.isEmpty()) {
                LOG.infof("The broker answers, and has the topic %s.", RequestEventsTopic.NAME);
                logged = "";
            }
            return Optional.empty();
        } catch (ExecutionException e) {
            return trouble(
                    e.getCause() instanceof UnknownTopicOrPartitionException
                            ? "The topic " + RequestEventsTopic.NAME + " does not exist."
                            : UNREACHABLE,
                    e.getCause());
        } catch (KafkaException e) {
            return trouble(UNREACHABLE, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("The service is stopping.");
        }
    }

    /** The cause is for the log alone, once while it stays the same: it may name files and hosts. */
    private Optional<String> trouble(String text, @Nullable Throwable cause) {
        String words = text + " " + Causes.of(cause);
        if (!words.equals(logged)) {
            LOG.warn(words);
            logged = words;
        }
        return Optional.of(text);
    }

    private Admin open() {
        Admin open = admin;
        if (open == null) {
            open = Admin.create(settings);
            admin = open;
        }
        return open;
    }
}
