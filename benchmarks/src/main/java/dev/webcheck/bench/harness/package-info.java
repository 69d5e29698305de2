/** What all benchmarks run in: a folder of their own, and how they say that they cannot. */
@NullMarked
package dev.webcheck.bench.harness;

import org.jspecify.annotations.NullMarked;
