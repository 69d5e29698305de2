package dev.webcheck.bench.kill;

import dev.webcheck.bench.harness.BenchFailure;
import dev.webcheck.local.LocalStack;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Kills one sending application after the other at a random moment, and compares what the API says of their requests with
 * what the server and the applications know. At random, the next application starts on the journal of the killed one at
 * once, or elsewhere; what was left alone is found dead by its silence first, and started on again only then. Beside them an
 * application lives through all of it. What is not killed sends at leisure.
 *
 * <p>An object of this class is for one thread, and for one run.
 */
public final class KillBench {

    private static final int LONGEST_LIFE_MILLIS = 2_000;
    private static final Duration FULL_SPEED = Duration.ZERO;
    private static final Duration LEISURE = Duration.ofMillis(200);

    private final LocalStack stack;
    private final Path folder;
    private final Random random;
    private final Consumer<String> progress;
    private final Judge judge;
    private final ExecutorService judges = Executors.newCachedThreadPool();

    /** Folders whose dead were found by their silence, so that somebody may come back to them. */
    private final Queue<Silent> foundSilent = new ConcurrentLinkedQueue<>();

    /** A journal that somebody has to come back to, and whether its dead are judged then. */
    private record Silent(JournalFolder journal, CountDownLatch judged) {}

    private int applications;
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
        this.judge = new Judge(new Recorded(stack.query().baseUri()));
    }

    /**
     * Kills, and waits for what the API says.
     *
     * @param kills how many processes
     * @return what was found
     * @throws InterruptedException if the thread is interrupted
     */
    public KillResult run(int kills) throws InterruptedException {
        List<Application> started = new ArrayList<>();
        List<Future<Verdict>> judging = new ArrayList<>();
        try {
            Application living = start(newJournal(), LEISURE, started);
            JournalFolder journal = newJournal();
            Application next = start(journal, FULL_SPEED, started);
            for (int number = 1; number <= kills; number++) {
                Victim victim = kill(number, next, journal);
                boolean restart = random.nextBoolean();
                say(
                        "  kill %d of %d: after %,d requests%s",
                        number, kills, next.server().count(), restart ? ", followed by another on its journal" : "");
                restarts += restart ? 1 : 0;
                journal = restart ? journal : elsewhere();
                next = start(journal, number < kills ? FULL_SPEED : LEISURE, started);
                judging.add(judges.submit(() -> judge(victim)));
            }
            List<Verdict> verdicts = comeBackUntilAllAreJudged(judging, started);
            long falselyCrashed = judge.falselyCrashed(living);
            next.end();
            living.end();
            Findings ofTheLiving = judge.judge(living).plus(judge.judge(next));
            return KillResult.of(restarts, verdicts, ofTheLiving.plus(Findings.falselyCrashed(falselyCrashed)));
        } finally {
            judges.shutdownNow();
            started.forEach(Application::close);
        }
    }

    private Victim kill(int number, Application application, JournalFolder journal) throws InterruptedException {
        application.awaitFirstRequest();
        Thread.sleep(random.nextInt(LONGEST_LIFE_MILLIS));
        return new Victim(number, application, application.kill(), journal);
    }

    private Verdict judge(Victim victim) throws InterruptedException {
        Silent silent = new Silent(victim.journal(), new CountDownLatch(1));
        try {
            return judge(victim, silent);
        } finally {
            silent.judged().countDown();
        }
    }

    private Verdict judge(Victim victim, Silent silent) throws InterruptedException {
        Verdict verdict = judge.judge(victim, () -> foundSilent.add(silent));
        victim.application().close();
        Findings findings = verdict.findings();
        say(
                "  kill %d is judged: %,d begun, %d crashed (%d told by journal, %d by lease before that)%s",
                victim.number(),
                findings.begun(),
                findings.crashed(),
                findings.recoveredByJournal(),
                findings.byLease(),
                findings.isClean() ? "" : ", WRONG: " + findings);
        return verdict;
    }

    /** One comes back after the other, so that no start slows down what another one has to tell. */
    private List<Verdict> comeBackUntilAllAreJudged(List<Future<Verdict>> judging, List<Application> started)
            throws InterruptedException {
        List<Verdict> verdicts = new ArrayList<>();
        while (!judging.stream().allMatch(Future::isDone)) {
            Silent silent = foundSilent.poll();
            if (silent == null) {
                Thread.sleep(100);
            } else {
                Application follower = start(silent.journal(), LEISURE, started);
                silent.judged().await();
                follower.end();
            }
        }
        for (Future<Verdict> verdict : judging) {
            verdicts.add(get(verdict));
        }
        return verdicts;
    }

    private static <T> T get(Future<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new BenchFailure(String.valueOf(e.getCause()));
        }
    }

    private Application start(JournalFolder journal, Duration pause, List<Application> started) {
        Application application = new Application(
                stack.kafka().bootstrapServers(), folder.resolve("application-" + ++applications), journal, pause);
        started.add(application);
        return application;
    }

    private JournalFolder elsewhere() {
        Silent silent = foundSilent.poll();
        return silent == null ? newJournal() : silent.journal();
    }

    private JournalFolder newJournal() {
        return new JournalFolder(folder.resolve("journal-" + ++journals));
    }

    private void say(String format, Object... values) {
        progress.accept(String.format(Locale.ROOT, format, values));
    }
}
