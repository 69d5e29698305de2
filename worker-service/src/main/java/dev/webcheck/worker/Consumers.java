package dev.webcheck.worker;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.ChannelRegistry;
import io.smallrye.reactive.messaging.PausableChannel;
import io.smallrye.reactive.messaging.kafka.KafkaConnectorIncomingConfiguration;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import io.smallrye.reactive.messaging.kafka.commit.KafkaCommitHandler;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Default;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** The consumers of the channel of the events, and for each of them what commits its offsets. */
@ApplicationScoped
@Default
@Identifier(Consumers.COMMIT_STRATEGY) class Consumers implements KafkaCommitHandler.Factory {

    static final String COMMIT_STRATEGY = "stored";

    private static final Logger LOG = Logger.getLogger(Consumers.class);

    private record Copy(KafkaConsumer<?, ?> consumer, StoredCommits commits) {}

    private final OwnedPartitions owned;
    private final StoredOffsets stored;
    private final TopicWatch watch;
    private final ChannelRegistry channels;
    private final int lanes;
    private final List<Copy> copies = new CopyOnWriteArrayList<>();
    private volatile boolean stopping;

    Consumers(
            OwnedPartitions owned,
            StoredOffsets stored,
            TopicWatch watch,
            ChannelRegistry channels,
            WorkerSettings settings) {
        this.owned = owned;
        this.stored = stored;
        this.watch = watch;
        this.channels = channels;
        lanes = settings.lanes();
    }

    @Override
    public KafkaCommitHandler create(
            KafkaConnectorIncomingConfiguration config,
            Vertx vertx,
            KafkaConsumer<?, ?> consumer,
            BiConsumer<Throwable, Boolean> reportFailure) {
        StoredCommits commits = new StoredCommits(consumer, owned, stored, watch, () -> stopping);
        copies.add(new Copy(consumer, commits));
        return commits;
    }

    /** Only now they join the group. */
    void resume() {
        if (!stopping) {
            eachChannel(PausableChannel::resume);
        }
    }

    /** For good: no further batch begins. */
    void pause() {
        stopping = true;
        eachChannel(PausableChannel::pause);
    }

    /** Commits what is stored. The framework does so too, unless a poll takes longer than it expects. */
    void finish() {
        copies.forEach(copy -> copy.commits().terminate(true));
    }

    /** A channel with some consumers has a copy for each of them, under names of their own. */
    private void eachChannel(Consumer<PausableChannel> action) {
        Stream<String> names = lanes == 1
                ? Stream.of(EventConsumer.CHANNEL)
                : IntStream.rangeClosed(1, lanes).mapToObj(number -> EventConsumer.CHANNEL + "$" + number);
        names.map(channels::getPausable).map(Objects::requireNonNull).forEach(action);
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void commit() {
        if (stopping) {
            return;
        }
        copies.stream().filter(copy -> copy.consumer().unwrap() != null).forEach(this::commit);
    }

    private void commit(Copy copy) {
        copy.consumer()
                .runOnPollingThread(raw -> {
                    copy.commits().whenDue();
                })
                .subscribe()
                .with(done -> {}, this::notCommitted);
    }

    /** At a stop, {@link #finish} commits. */
    private void notCommitted(Throwable failure) {
        if (!stopping) {
            LOG.warnf("Offsets were not committed: %s", Causes.said(failure));
        }
    }

    /** When the one that has not polled for the longest time did so, by Kafka's own count. */
    Optional<Instant> polledAt() {
        Instant now = Instant.now();
        return copies.stream()
                .map(copy -> copy.consumer().unwrap())
                .filter(Objects::nonNull)
                .flatMap(raw -> raw.metrics().values().stream())
                .filter(metric -> metric.metricName().name().equals("last-poll-seconds-ago"))
                .map(metric -> (Double) metric.metricValue())
                .map(seconds -> now.minus(Duration.ofMillis((long) (Math.max(0, seconds) * 1_000))))
                .min(Comparator.naturalOrder());
    }
}
