package dev.webcheck.system;

import dev.webcheck.local.LocalStack;
import dev.webcheck.local.ServiceProcess;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Takes parts of a stack away and gives them back, in random order. */
final class Fire implements AutoCloseable {

    private static final int KILLS = 4;
    private static final int CRASHES_OF_THE_DATABASE = 2;

    /** Longer than the session timeout of the workers: another takes over, and this one wakes in the midst of something. */
    static final int PAUSE_SECONDS = 8;

    private final LocalStack stack;
    private final List<ServiceProcess> workers;
    private final Random random;
    private final Runnable meanwhile;
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();

    /**
     * A fire that does not burn yet.
     *
     * @param meanwhile returns after some further load
     */
    Fire(LocalStack stack, List<ServiceProcess> workers, Random random, Runnable meanwhile) {
        this.stack = stack;
        this.workers = workers;
        this.random = random;
        this.meanwhile = meanwhile;
    }

    /** Burns, and gives everything back. */
    void burn() throws InterruptedException {
        List<Runnable> faults = new ArrayList<>();
        faults.addAll(Collections.nCopies(KILLS, this::killAWorker));
        faults.addAll(Collections.nCopies(CRASHES_OF_THE_DATABASE, this::crashTheDatabase));
        faults.add(this::restartTheBroker);
        Collections.shuffle(faults, random);
        faults.add(random.nextInt(3), this::pauseAWorker);
        for (Runnable fault : faults) {
            meanwhile.run();
            fault.run();
            startAgain();
        }
        later.shutdown();
        if (!later.awaitTermination(1, TimeUnit.MINUTES)) {
            throw new AssertionError("a paused worker was not woken");
        }
        startAgain();
    }

    /** What runs workers starts them again, those too that ended by themselves since the database died while they started. */
    private void startAgain() {
        workers.forEach(ServiceProcess::restart);
    }

    private void killAWorker() {
        ServiceProcess worker = anyWorker();
        worker.kill();
        worker.restart();
    }

    private void pauseAWorker() {
        ServiceProcess worker = anyWorker();
        worker.pause();
        var unused = later.schedule(worker::resume, PAUSE_SECONDS, TimeUnit.SECONDS);
    }

    private void crashTheDatabase() {
        stack.postgres().crash();
        if (random.nextBoolean()) {
            meanwhile.run();
        }
        stack.postgres().restart();
    }

    private void restartTheBroker() {
        stack.kafka().stop();
        meanwhile.run();
        stack.kafka().restart();
    }

    private ServiceProcess anyWorker() {
        return workers.get(random.nextInt(workers.size()));
    }

    @Override
    public void close() {
        later.shutdownNow();
    }
}
