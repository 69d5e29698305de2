/** The command {@code ./webcheck bench}: what Webcheck costs, and what it finds. */
@NullMarked
package dev.webcheck.bench;

import org.jspecify.annotations.NullMarked;
