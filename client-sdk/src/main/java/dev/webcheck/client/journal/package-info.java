/**
 * The queue between the threads that send requests and the one that publishes, in a mapped file that survives the death of
 * the process. Internal to the SDK: these types may change at any time.
 *
 * <p>{@link dev.webcheck.client.journal.Journal} is the door of a living instance. A request takes a place in the {@code
 * Slots}, which say how far it has come; its begin and its end are records in the {@code Ring}, from which the publisher
 * takes them; the {@code Header} says up to where they have been acknowledged. {@link
 * dev.webcheck.client.journal.LeftoverJournals} finds the files of processes that have died, each as a {@link
 * dev.webcheck.client.journal.DeadJournal}.
 */
@NullMarked
package dev.webcheck.client.journal;

import org.jspecify.annotations.NullMarked;
