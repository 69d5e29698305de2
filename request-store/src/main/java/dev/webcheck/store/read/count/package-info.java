/**
 * How many requests there were, and how long they took: by time, by website. {@link
 * dev.webcheck.store.read.count.CountReader} is the door. What is asked is settled counts together with the changes that
 * are not settled yet, never the rows of requests.
 */
@NullMarked
package dev.webcheck.store.read.count;

import org.jspecify.annotations.NullMarked;
