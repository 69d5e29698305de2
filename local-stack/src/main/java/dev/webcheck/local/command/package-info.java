/**
 * The command {@code ./webcheck}: what a user types, and what is said in return.
 *
 * <p>{@link dev.webcheck.local.command.Webcheck} is its entry.
 */
@NullMarked
package dev.webcheck.local.command;

import org.jspecify.annotations.NullMarked;
