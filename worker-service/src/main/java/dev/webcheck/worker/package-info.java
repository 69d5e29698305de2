/**
 * From the topic to the database. {@code EventConsumer} is given what a poll brings; a batch of it is read by {@code
 * RecordReader}, correlated and stored in one transaction by {@code BatchTransaction}; records that cannot be understood go to the
 * dead-letter topic. Only then does {@code StoredCommits} commit the offsets of the batch. {@code TickWriter} appends the ticks by
 * which the silence of an instance is measured.
 */
@NullMarked
package dev.webcheck.worker;

import org.jspecify.annotations.NullMarked;
