/**
 * What crosses the database. {@code write} is the workers' side of it, {@code read} the query service's; this package holds
 * what both need. The schema is in {@code db/migration}.
 */
@NullMarked
package dev.webcheck.store;

import org.jspecify.annotations.NullMarked;
