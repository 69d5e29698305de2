package dev.webcheck.query;

import dev.webcheck.store.read.StoreState;

/** The state of the database in the words that users read. */
final class StoreWords {

    private StoreWords() {}

    static String of(StoreState state) {
        return switch (state) {
            case READY -> "The database answers.";
            case WITHOUT_SCHEMA ->
                "The database lacks tables that are read here. They are made when the worker service of this version starts.";
            case BUSY -> "As many questions are put to the database at present as may be at a time.";
            case UNREACHABLE -> "The database does not answer at present.";
        };
    }
}
