/**
 * From the topic to the database. {@code EventConsumer} has a {@code Lane} for each consumer, which gathers polls into batches; {@code
 * RecordReader} parses a batch, and {@code BatchTransaction} correlates and stores it in one transaction; records that cannot be parsed
 * go to the dead-letter topic. Only then does {@code StoredCommits} commit the offsets of the batch. {@code TickWriter} appends the ticks by
 * which the silence of an instance is measured.
 */
@NullMarked
package dev.webcheck.worker;

import org.jspecify.annotations.NullMarked;
