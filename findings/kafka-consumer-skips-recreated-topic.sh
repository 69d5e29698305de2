#!/usr/bin/env bash
# A Kafka consumer skips the first records of a topic that was deleted and created again under its name.
#
# What happens: a consumer has read five records and stands at offset 5. An administrator deletes the topic and creates
# it again, and eight records are written to it. The consumer goes on at offset 5 of the new topic: it returns the last
# three records and never the first five. It raises nothing, commits the new position without complaint, and does so
# with auto.offset.reset=none as well, the setting that asks for an exception instead of a jump.
#
# Why it surprises: since Kafka 3.1 a fetch names the topic by its ID, so the client and the broker both know that this
# is another topic, and the broker drops the group's committed offsets with the old one. The client takes the new ID
# from the metadata and keeps its position. This holds for partitions that are assigned and for both group protocols.
#
# Whether it happens depends on what the consumer does meanwhile. Here it is busy elsewhere and does not poll while the
# topic is missing. A subscription with the classic protocol that polls in that time loses the partition, gets it anew
# and starts at the beginning.
#
# For users: stop the consumers before a topic is created again, or compare the topic's ID (Admin.describeTopics) with
# the one seen at the start, and seek to the beginning when it differs.
set -Eeuo pipefail
trap 'echo "Not as described, or the libraries could not be fetched." >&2' ERR

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cat > "$work/pom.xml" <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.apache.kafka</groupId><artifactId>kafka_2.13</artifactId><version>4.1.2</version></dependency>
    <dependency><groupId>org.apache.kafka</groupId><artifactId>kafka-metadata</artifactId><version>4.1.2</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>1.7.36</version></dependency>
  </dependencies>
</project>
XML

cat > "$work/SkippedRecords.java" <<'JAVA'
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.AppInfoParser;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

class SkippedRecords {

    private static final Duration LIMIT = Duration.ofSeconds(15);

    public static void main(String[] arguments) throws Exception {
        int port = freePort();
        KafkaRaftServer server = start(Path.of(arguments[0]), port, freePort());
        String broker = "127.0.0.1:" + port;
        System.out.println("Kafka " + AppInfoParser.getVersion());
        boolean same = true;
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker))) {
            for (String way : List.of("assigned", "classic", "consumer")) {
                same &= skips(admin, broker, way);
            }
        }
        server.shutdown();
        server.awaitShutdown();
        System.exit(same ? 0 : 1);
    }

    private static boolean skips(Admin admin, String broker, String way) throws Exception {
        TopicPartition partition = new TopicPartition("orders-" + way, 0);
        String topic = partition.topic();
        Uuid first = create(admin, topic);
        send(broker, topic, "old", 5);
        try (Consumer<String, String> consumer = consumer(broker, way, partition)) {
            List<String> before = readToTheEnd(consumer, admin, partition);
            consumer.commitSync();
            admin.deleteTopics(List.of(topic)).all().get();
            Uuid second = create(admin, topic);
            awaitNoCommittedOffset(consumer, partition);
            send(broker, topic, "new", 8);
            List<String> after = readToTheEnd(consumer, admin, partition);
            consumer.commitSync();
            long committed = consumer.committed(Set.of(partition)).get(partition).offset();
            System.out.println("  " + (way.equals("assigned") ? "assigned partition" : "group protocol " + way)
                    + ", the IDs of the topics differ: " + !first.equals(second));
            System.out.println("    read from the old topic: " + before);
            System.out.println("    read from the new topic: " + after + " of new0 to new7");
            System.out.println("    committed offset: none once the old topic was gone, now " + committed);
            return !first.equals(second)
                    && before.equals(List.of("old0", "old1", "old2", "old3", "old4"))
                    && after.equals(List.of("new5", "new6", "new7"))
                    && committed == 8;
        }
    }

    private static Consumer<String, String> consumer(String broker, String way, TopicPartition partition) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", broker);
        settings.put("group.id", "readers-" + way);
        settings.put("enable.auto.commit", "false");
        settings.put("key.deserializer", StringDeserializer.class);
        settings.put("value.deserializer", StringDeserializer.class);
        boolean assigned = way.equals("assigned");
        // A new group needs a first position; the assigned partition gets it from a seek.
        settings.put("auto.offset.reset", assigned ? "none" : "earliest");
        settings.put("group.protocol", assigned ? "classic" : way);
        Consumer<String, String> consumer = new KafkaConsumer<>(settings);
        if (assigned) {
            consumer.assign(List.of(partition));
            consumer.seek(partition, 0);
        } else {
            consumer.subscribe(List.of(partition.topic()));
        }
        return consumer;
    }

    private static List<String> readToTheEnd(Consumer<String, String> consumer, Admin admin, TopicPartition partition)
            throws Exception {
        List<String> values = new ArrayList<>();
        long end = admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                .all().get().get(partition).offset();
        long begun = System.nanoTime();
        while (!consumer.assignment().contains(partition) || consumer.position(partition) != end) {
            for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(100))) {
                values.add(record.value());
            }
            if (System.nanoTime() - begun > LIMIT.toNanos()) {
                throw new IllegalStateException("The consumer did not reach the end, it read " + values);
            }
        }
        return values;
    }

    private static void awaitNoCommittedOffset(Consumer<String, String> consumer, TopicPartition partition)
            throws Exception {
        long begun = System.nanoTime();
        while (consumer.committed(Set.of(partition)).get(partition) != null) {
            if (System.nanoTime() - begun > LIMIT.toNanos()) {
                throw new IllegalStateException("The broker kept the committed offset of the deleted topic");
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private static Uuid create(Admin admin, String topic) throws Exception {
        while (true) {
            try {
                return admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).topicId(topic).get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(50); // the deletion is not through yet
            }
        }
    }

    private static void send(String broker, String topic, String word, int count) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker), new StringSerializer(), new StringSerializer())) {
            for (int i = 0; i < count; i++) {
                producer.send(new ProducerRecord<>(topic, word + i)).get();
            }
        }
    }

    private static KafkaRaftServer start(Path folder, int port, int controllerPort) throws Exception {
        String data = Files.createDirectory(folder.resolve("data")).toString();
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                .setNodeId(1)
                .setClusterId(Uuid.randomUuid().toString())
                .setDirectories(List.of(data))
                .setMetadataLogDirectory(data)
                .setControllerListenerName("CONTROL")
                .run();
        Map<String, String> settings = new HashMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "1");
        settings.put("log.dirs", data);
        settings.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        settings.put("controller.listener.names", "CONTROL");
        settings.put("inter.broker.listener.name", "CLIENTS");
        settings.put("listener.security.protocol.map", "CLIENTS:PLAINTEXT,CONTROL:PLAINTEXT");
        settings.put("listeners", "CLIENTS://127.0.0.1:" + port + ",CONTROL://127.0.0.1:" + controllerPort);
        settings.put("auto.create.topics.enable", "false");
        settings.put("offsets.topic.num.partitions", "1");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("group.initial.rebalance.delay.ms", "0");
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
        server.startup();
        return server;
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
JAVA

mvn -B -q -Dstyle.color=never -f "$work/pom.xml" \
    org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath \
    -Dmdep.outputFile="$work/classpath" < /dev/null
javac -d "$work" -cp "$(cat "$work/classpath")" "$work/SkippedRecords.java"
java -cp "$work:$(cat "$work/classpath")" SkippedRecords "$work"
echo "As described: the consumer skips as many records of the new topic as it had read of the old one."
