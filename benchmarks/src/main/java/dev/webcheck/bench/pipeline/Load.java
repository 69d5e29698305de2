package dev.webcheck.bench.pipeline;

import java.util.Locale;

/** How far the ends of requests stand behind their begins in the topic. */
enum Load {
    /** Nearly every end is read in the batch of its begin. */
    MERGED(16),

    /** No end is read in the batch of its begin. */
    UNMERGED(5_000);

    private final int openRequests;

    Load(int openRequests) {
        this.openRequests = openRequests;
    }

    /** How many requests an instance has open at any time. */
    int openRequests() {
        return openRequests;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
