/**
 * The deaths of instances, and the requests that stand out across them. {@link
 * dev.webcheck.store.read.incident.IncidentReader} is the door.
 */
@NullMarked
package dev.webcheck.store.read.incident;

import org.jspecify.annotations.NullMarked;
