/**
 * Requests. {@link dev.webcheck.store.read.request.RequestReader} is the door to lists and single ones, {@link
 * dev.webcheck.store.read.request.RequestChangeReader} to what has changed since a moment, {@link
 * dev.webcheck.store.read.request.CrashedRequests} to what an instance took with it.
 *
 * <p>The ids of requests carry their time, so every list of them is read along the primary key, newest first, and goes on from the
 * last id that was read. Their order is that of the database, byte by byte; {@link java.util.UUID#compareTo} has another.
 */
@NullMarked
package dev.webcheck.store.read.request;

import org.jspecify.annotations.NullMarked;
