/**
 * What people write down about incidents: {@link dev.webcheck.store.note.IncidentNotes} is the door, and the one place where the query
 * service writes. What goes through it are immutable records; entities and transactions stay here.
 */
@NullMarked
package dev.webcheck.store.note;

import org.jspecify.annotations.NullMarked;
