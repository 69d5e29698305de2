package dev.webcheck.client.journal;

import java.util.Optional;
import java.util.function.Supplier;

/** A journal whose memory fails on demand, and never comes back. */
public final class FailingJournals {

    private final FailingMemory memory;
    private final Journal journal;

    public FailingJournals(JournalSettings settings, Supplier<Throwable> failure) {
        memory = new FailingMemory((int) settings.size(), failure);
        journal = new Journal(
                settings,
                new Segment(
                        0,
                        settings,
                        memory,
                        Optional.empty(),
                        Optional.empty(),
                        new Patience(System::nanoTime),
                        0,
                        new JournalCounts(0, 0, 0)));
    }

    public Journal journal() {
        return journal;
    }

    /** So many accesses go well from now on. */
    public void failAfter(long accesses) {
        memory.failAfter(accesses);
    }

    public boolean hasFailed() {
        return memory.hasFailed();
    }
}
