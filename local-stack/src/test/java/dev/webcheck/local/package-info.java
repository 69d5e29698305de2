/** What the local stack promises. */
@NullMarked
package dev.webcheck.local;

import org.jspecify.annotations.NullMarked;
