package dev.webcheck.worker;

import dev.webcheck.correlation.rule.Arrival;

/** A record, or an element of its array, and what it says. */
record ReadRecord(RecordPart part, Arrival arrival) {}
