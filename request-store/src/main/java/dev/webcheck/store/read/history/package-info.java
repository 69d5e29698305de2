/** What a verdict has replaced, as it stands in the columns of requests and instances. */
@NullMarked
package dev.webcheck.store.read.history;

import org.jspecify.annotations.NullMarked;
