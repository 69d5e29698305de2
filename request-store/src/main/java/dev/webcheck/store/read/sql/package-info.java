/**
 * How questions reach the database: {@link dev.webcheck.store.read.sql.Database} is the door; a {@link
 * dev.webcheck.store.read.sql.Select} is a statement with its values, and a {@link dev.webcheck.store.read.sql.Row} what it answers.
 * Internal to the store.
 */
@NullMarked
package dev.webcheck.store.read.sql;

import org.jspecify.annotations.NullMarked;
