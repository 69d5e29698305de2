/** Whether a kill can hide a request, or make up a crash: {@code ./webcheck bench kill}. */
@NullMarked
package dev.webcheck.bench.kill;

import org.jspecify.annotations.NullMarked;
