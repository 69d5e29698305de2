package dev.webcheck.bench.kill;

import java.util.OptionalDouble;

/**
 * What came of one victim.
 *
 * @param findings of all its requests, when everything had been told
 * @param secondsByLease from its kill to the last verdict, if its silence alone told of it at first
 * @param secondsByJournal from the start that found its journal to the last verdict
 */
record Verdict(Findings findings, OptionalDouble secondsByLease, OptionalDouble secondsByJournal) {}
