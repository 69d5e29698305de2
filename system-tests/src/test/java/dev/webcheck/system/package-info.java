/** Webcheck as a whole: the packaged services, real processes that really die, and the files that deploy it. */
@NullMarked
package dev.webcheck.system;

import org.jspecify.annotations.NullMarked;
