package dev.webcheck.worker;

/** What a record was found to be. */
sealed interface Reading permits ReadRecord, DeadLetter {}
