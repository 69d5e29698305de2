/**
 * The command {@code dead-letters}: what went to the dead-letter topic, and its way back. It needs Kafka alone, so it runs
 * without the rest of the worker. The door is {@code DeadLettersCommand}.
 */
@NullMarked
package dev.webcheck.worker.deadletters;

import org.jspecify.annotations.NullMarked;
