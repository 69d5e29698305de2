/**
 * What is read from the database. {@link dev.webcheck.store.read.RequestReader} for requests,
 * {@link dev.webcheck.store.read.InstanceReader} for instances,
 * {@link dev.webcheck.store.read.IncidentReader} for their deaths and
 * {@link dev.webcheck.store.read.CompletenessReader} for what may be missing are the doors, and what goes through them are
 * immutable records. Tables, entities and SQL stay behind them. Nothing here writes or migrates.
 *
 * <p>The ids of requests carry their time, so every list of them is read along the primary key, newest first, and goes on from the
 * last id that was read. Their order is that of the database, byte by byte; {@link java.util.UUID#compareTo} has another.
 */
@NullMarked
package dev.webcheck.store.read;

import org.jspecify.annotations.NullMarked;
