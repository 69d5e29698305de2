/**
 * From the topic to the database. {@code PollLoop} takes the records to the {@code Lanes}; a batch of a lane is read by
 * {@code RecordReader}, correlated and stored in one transaction by {@code BatchTransaction}; records that cannot be understood go
 * to the dead-letter topic. Only then are the offsets of the batch committed. {@code TickWriter} appends the ticks by which the
 * silence of an instance is measured.
 */
@NullMarked
package dev.webcheck.worker;

import org.jspecify.annotations.NullMarked;
