package dev.webcheck.bench;

import dev.webcheck.bench.harness.BenchFailure;
import dev.webcheck.local.LocalServerException;

/** What a user reads of a failure: one that was foreseen in its own words, any other as briefly as it can be said. */
final class FailureMessage {

    private FailureMessage() {}

    static String of(Exception failure) {
        String message = String.valueOf(failure.getMessage());
        return failure instanceof LocalServerException || failure instanceof BenchFailure
                ? message
                : "Unexpected " + failure.getClass().getSimpleName() + ": " + message;
    }
}
