package dev.webcheck.store.write;

import dev.webcheck.correlation.rule.Arrival;
import dev.webcheck.correlation.rule.Logs;
import dev.webcheck.correlation.rule.Stories;
import dev.webcheck.store.write.UnreliableDatabase.Break;
import dev.webcheck.store.write.UnreliableDatabase.KilledException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Workers that read a log at the same time. Each again and again takes some partitions, without regard to what the others do, goes
 * on from where one of them has committed its offset, and is killed now and then, within a batch or between the database's
 * commit and that of the offset.
 */
final class WorkersAtOnce {

    private final UnreliableDatabase database;
    private final CorrelationStore store;
    private final AtomicInteger deadlocks = new AtomicInteger();
    private final Map<Integer, List<Arrival>> partitions;
    private final double share;
    private final Map<Integer, Integer> committed = new ConcurrentHashMap<>();

    /**
     * Workers.
     *
     * @param bounds what each of their transactions may load
     */
    WorkersAtOnce(UnreliableDatabase database, Bounds bounds, List<Arrival> log) {
        this(database, bounds, log, 2.0 / 3);
    }

    /**
     * Workers.
     *
     * @param bounds what each of their transactions may load
     * @param share the share of the partitions that each of them takes at a time
     */
    WorkersAtOnce(UnreliableDatabase database, Bounds bounds, List<Arrival> log, double share) {
        this.database = database;
        this.share = share;
        store = new CorrelationStore(database.dataSource(), bounds);
        partitions = Logs.byPartition(log);
    }

    void work(ExecutorService threads, int workers, Random random) throws ExecutionException, InterruptedException {
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
            Random own = new Random(random.nextLong());
            Callable<Void> worker = () -> {
                while (!isDone()) {
                    runUntilKilled(own);
                }
                return null;
            };
            running.add(threads.submit(worker));
        }
        for (Future<?> worker : running) {
            worker.get();
        }
    }

    private boolean isDone() {
        return partitions.entrySet().stream()
                .allMatch(log -> committedOf(log.getKey()) == log.getValue().size());
    }

    private int committedOf(int partition) {
        return committed.getOrDefault(partition, 0);
    }

    private void runUntilKilled(Random random) throws SQLException {
        Map<Integer, Integer> next = new ConcurrentHashMap<>();
        partitions.keySet().stream()
                .filter(partition -> random.nextDouble() < share)
                .forEach(partition -> next.put(partition, committedOf(partition)));
        for (int batches = random.nextInt(5); batches > 0; batches--) {
            List<Arrival> batch = new ArrayList<>();
            next.replaceAll((partition, from) -> {
                List<Arrival> log = partitions.getOrDefault(partition, List.of());
                int to = Math.min(log.size(), from + random.nextInt(20));
                batch.addAll(log.subList(from, to));
                return to;
            });
            if (!batch.isEmpty() && !isStored(batch, random)) {
                return;
            }
            next.forEach((partition, to) -> committed.merge(partition, to, Math::max));
        }
    }

    /** Whether it was stored and its worker lived to see it. Where two workers collide, one does its batch again. */
    private boolean isStored(List<Arrival> batch, Random random) throws SQLException {
        StoredBatches batches =
                new StoredBatches(store, Stories.RULES, () -> database.breakNext(when(random.nextInt(6))));
        while (true) {
            try {
                batches.store(batch);
                return true;
            } catch (KilledException e) {
                return false;
            } catch (SQLException e) {
                if (e.getSQLState().equals("40P01")) {
                    deadlocks.incrementAndGet();
                } else if (!e.getSQLState().startsWith("40") && !e.getSQLState().equals("23505")) {
                    throw e;
                }
            }
        }
    }

    /** How often the database ended a batch because two of them waited for one another. */
    int deadlocks() {
        return deadlocks.get();
    }

    private static Break when(int number) {
        return switch (number) {
            case 0 -> Break.BEFORE_COMMIT;
            case 1 -> Break.AFTER_COMMIT;
            default -> Break.NEVER;
        };
    }
}
