/**
 * What is read from the database: {@link dev.webcheck.store.read.request.RequestReader requests}, the {@link
 * dev.webcheck.store.read.instance.InstanceReader instances} that sent them, the {@link
 * dev.webcheck.store.read.incident.IncidentReader deaths} of those, the {@link dev.webcheck.store.read.count.CountReader counts} by
 * time and website, and {@link dev.webcheck.store.read.completeness.CompletenessReader what may be missing}. Each has a package
 * and a reader as its door, and what goes through the doors are immutable records. Tables and {@linkplain
 * dev.webcheck.store.read.sql SQL} stay behind them. Nothing here writes or migrates.
 *
 * <p>Here, beside them, is what all of them say when the database cannot answer.
 */
@NullMarked
package dev.webcheck.store.read;

import org.jspecify.annotations.NullMarked;
