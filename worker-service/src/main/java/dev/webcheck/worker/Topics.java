package dev.webcheck.worker;

import dev.webcheck.event.RequestEventsTopic;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jboss.logging.Logger;

/** Creates the topics with their settings where they are missing. */
@ApplicationScoped
class Topics {

    private static final Logger LOG = Logger.getLogger(Topics.class);
    private static final String LOG_APPEND_TIME = "LogAppendTime";
    private static final Duration DEAD_LETTERS_STAY = Duration.ofDays(30);
    private static final int SAFE_REPLICAS = 3;
    private static final int ANSWERS_WITHIN_MILLIS = 5_000;

    private final Map<String, Object> kafka;
    private final WorkerSettings.Topic settings;

    Topics(@Identifier("default-kafka-broker") Map<String, Object> kafka, WorkerSettings settings) {
        this.kafka = kafka;
        this.settings = settings.topic();
    }

    /**
     * Makes sure of the topics, if the broker answers within a few seconds.
     *
     * @return the id of the topic of the events, which is another one when somebody has deleted the topic and created it again
     */
    Uuid ensure() throws ExecutionException, InterruptedException {
        Map<String, Object> config = new HashMap<>(kafka);
        config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWERS_WITHIN_MILLIS);
        config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWERS_WITHIN_MILLIS);
        try (Admin admin = Admin.create(config)) {
            create(admin, topic(RequestEventsTopic.NAME, settings.partitions(), requestEventsConfig()));
            create(admin, topic(RequestEventsTopic.DEAD_LETTER_NAME, 1, deadLetterConfig()));
            stampByBroker(admin);
            TopicDescription found = admin.describeTopics(List.of(RequestEventsTopic.NAME))
                    .allTopicNames()
                    .get()
                    .values()
                    .iterator()
                    .next();
            shortfalls(found, settings.partitions(), settings.replicationFactor())
                    .forEach(LOG::warn);
            return found.topicId();
        }
    }

    /**
     * In what a topic falls short of the settings, and what to do. A broker that creates topics by itself gives them its own defaults;
     * partitions and replicas are the operator's to change.
     */
    static List<String> shortfalls(TopicDescription found, int wantedPartitions, Optional<Short> wantedReplicas) {
        List<String> shortfalls = new ArrayList<>();
        int partitions = found.partitions().size();
        if (partitions < wantedPartitions) {
            shortfalls.add(String.format(
                    "Topic %1$s has %2$d partition(s), but webcheck.topic.partitions is %3$d: no more than %2$d worker(s) can share"
                            + " the work. Add partitions (kafka-topics.sh --alter --topic %1$s --partitions %3$d) or lower the"
                            + " setting",
                    found.name(), partitions, wantedPartitions));
        }
        int replicas = found.partitions().stream()
                .mapToInt(partition -> partition.replicas().size())
                .min()
                .orElse(0);
        wantedReplicas
                .filter(wanted -> replicas < wanted)
                .ifPresent(wanted -> shortfalls.add(String.format(
                        "Topic %s has %d replica(s) of a partition, but webcheck.topic.replication-factor is %d: the loss of so many"
                                + " brokers loses events. Add replicas (kafka-reassign-partitions.sh) or lower the setting",
                        found.name(), replicas, wanted)));
        return shortfalls;
    }

    private static void create(Admin admin, NewTopic topic) throws ExecutionException, InterruptedException {
        try {
            admin.createTopics(List.of(topic)).all().get();
            LOG.infof("Created topic %s with %d partitions", topic.name(), topic.numPartitions());
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    /** The verdicts rest on the broker's clock, so a topic that somebody else has created must use it too. */
    private static void stampByBroker(Admin admin) throws ExecutionException, InterruptedException {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, RequestEventsTopic.NAME);
        Map<ConfigResource, Config> configs =
                admin.describeConfigs(List.of(topic)).all().get();
        String stampedBy = configs.values()
                .iterator()
                .next()
                .get(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG)
                .value();
        if (!LOG_APPEND_TIME.equals(stampedBy)) {
            ConfigEntry entry = new ConfigEntry(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, LOG_APPEND_TIME);
            admin.incrementalAlterConfigs(Map.of(topic, List.of(new AlterConfigOp(entry, AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
            LOG.warnf("Topic %s had message.timestamp.type %s; set to %s", topic.name(), stampedBy, LOG_APPEND_TIME);
        }
    }

    private NewTopic topic(String name, int partitions, Map<String, String> config) {
        return new NewTopic(name, Optional.of(partitions), settings.replicationFactor()).configs(config);
    }

    private Map<String, String> requestEventsConfig() {
        return withReplicas(Stream.of(Map.entry(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, LOG_APPEND_TIME)));
    }

    private Map<String, String> deadLetterConfig() {
        return withReplicas(Stream.of(
                Map.entry(TopicConfig.RETENTION_MS_CONFIG, String.valueOf(DEAD_LETTERS_STAY.toMillis())),
                Map.entry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, String.valueOf(DeadLetter.LARGEST))));
    }

    private Map<String, String> withReplicas(Stream<Map.Entry<String, String>> config) {
        Map<String, String> all = new HashMap<>();
        config.forEach(entry -> all.put(entry.getKey(), entry.getValue()));
        settings.replicationFactor()
                .filter(replicas -> replicas >= SAFE_REPLICAS)
                .ifPresent(replicas -> all.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "2"));
        return all;
    }
}
