package dev.webcheck.bench.kill;

import dev.webcheck.bench.BenchFailure;
import dev.webcheck.local.LocalStack;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Kills one sending application after the other at a random moment, starts the next one on the journal of the last or
 * elsewhere, at random, and compares what the API says of their requests with what the server and the applications know.
 * Beside them an application lives through all of it.
 *
 * <p>An object of this class is for one thread, and for one run.
 */
public final class KillBench {

    private static final int LONGEST_LIFE_MILLIS = 2_000;
    private static final Duration PAUSE_OF_THE_LIVING = Duration.ofMillis(200);

    private final LocalStack stack;
    private final Path folder;
    private final Random random;
    private final Consumer<String> progress;
    private final Recorded recorded;
    private final ExecutorService judges = Executors.newCachedThreadPool();
    private final Map<Path, List<Instant>> starts = new HashMap<>();
    private int journals;
    private int restarts;

    /**
     * A bench that has not run yet.
     *
     * @param stack where the requests are recorded
     * @param folder for journals and logs, empty
     * @param seed for everything that is random but time
     * @param progress hears what is being done, a line at a time, from several threads
     */
    public KillBench(LocalStack stack, Path folder, long seed, Consumer<String> progress) {
        this.stack = stack;
        this.folder = folder;
        this.random = new Random(seed);
        this.progress = progress;
        this.recorded = new Recorded(stack.query().baseUri());
    }

    /**
     * Kills, and waits for what the API says.
     *
     * @param kills how many processes
     * @return what was found
     * @throws InterruptedException if the thread is interrupted
     */
    public KillResult run(int kills) throws InterruptedException {
        List<Victim> victims = new ArrayList<>();
        List<Future<Victim.Verdict>> judging = new ArrayList<>();
        try (Application living = start("living", newJournal(), PAUSE_OF_THE_LIVING)) {
            Path journal = newJournal();
            Application next = start("1", journal, Duration.ZERO);
            for (int number = 1; number <= kills; number++) {
                Victim victim = new Victim(number, next, journal);
                victims.add(victim);
                int life = kill(next);
                boolean restart = random.nextBoolean();
                say(
                        "  kill %d of %d: after %d ms and %,d requests%s",
                        number, kills, life, next.server().count(), restart ? ", started again on its journal" : "");
                restarts += restart ? 1 : 0;
                journal = restart ? journal : newJournal();
                next = start(String.valueOf(number + 1), journal, Duration.ZERO);
                judging.add(judges.submit(() -> judge(victim)));
            }
            List<Victim.Verdict> verdicts = new ArrayList<>();
            for (Future<Victim.Verdict> verdict : judging) {
                verdicts.add(get(verdict));
            }
            Findings ofLiving =
                    Truth.of(living).compare(recorded.requestsTo(living.server().website()));
            endWell(next);
            endWell(living);
            return result(victims, verdicts, ofLiving);
        } finally {
            judges.shutdownNow();
            victims.forEach(victim -> victim.application().close());
        }
    }

    private int kill(Application application) throws InterruptedException {
        application.awaitFirstRequest();
        int life = random.nextInt(LONGEST_LIFE_MILLIS);
        Thread.sleep(life);
        application.kill();
        return life;
    }

    private Victim.Verdict judge(Victim victim) throws InterruptedException {
        Victim.Verdict verdict = victim.await(recorded);
        victim.application().close();
        Findings findings = verdict.findings();
        say(
                "  kill %d: %,d begun, %d crashed (%d by journal, %d by lease)%s",
                victim.number(),
                findings.begun(),
                findings.crashed(),
                findings.recoveredByJournal(),
                findings.byLease(),
                findings.isClean() ? "" : ", WRONG: " + findings);
        return verdict;
    }

    private static void endWell(Application application) throws InterruptedException {
        try (application) {
            application.end();
        } catch (IOException e) {
            throw new BenchFailure("An application could not be told to end: " + e.getMessage());
        }
    }

    private KillResult result(List<Victim> victims, List<Victim.Verdict> verdicts, Findings ofLiving) {
        Findings findings = ofLiving;
        List<Double> byLease = new ArrayList<>();
        List<Double> byJournal = new ArrayList<>();
        for (int i = 0; i < victims.size(); i++) {
            Victim victim = victims.get(i);
            Victim.Verdict verdict = verdicts.get(i);
            findings = findings.plus(verdict.findings());
            verdict.lastByLease()
                    .ifPresent(last -> byLease.add(seconds(victim.application().killedAt(), last)));
            verdict.lastByJournal().ifPresent(last -> byJournal.add(seconds(lastStart(victim.journal(), last), last)));
        }
        return new KillResult(victims.size(), restarts, findings, byLease, byJournal);
    }

    /** A process that is killed at once may leave it to the next to tell of the journal of the one before. */
    private Optional<Instant> lastStart(Path journal, Instant before) {
        return starts.getOrDefault(journal, List.of()).stream()
                .filter(start -> start.isBefore(before))
                .max(Comparator.naturalOrder());
    }

    private static double seconds(Optional<Instant> from, Instant to) {
        return Duration.between(from.orElseThrow(), to).toMillis() / 1_000.0;
    }

    private static <T> T get(Future<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new BenchFailure(String.valueOf(e.getCause()));
        }
    }

    private Application start(String name, Path journal, Duration pause) {
        Application started = new Application(
                stack.kafka().bootstrapServers(), folder.resolve("application-" + name), journal, pause);
        starts.computeIfAbsent(journal, folder -> new ArrayList<>()).add(started.startedAt());
        return started;
    }

    private Path newJournal() {
        return folder.resolve("journal-" + ++journals);
    }

    private void say(String format, Object... values) {
        progress.accept(String.format(Locale.ROOT, format, values));
    }
}
