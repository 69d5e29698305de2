package dev.webcheck.worker;

import dev.webcheck.worker.correlation.Arrival;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record and what it says. */
record ReadRecord(ConsumerRecord<byte[], byte[]> source, Arrival arrival) {}
