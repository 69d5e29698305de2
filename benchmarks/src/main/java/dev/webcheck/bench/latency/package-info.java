/** How long it takes from {@code execute} to the answer of the API: {@code ./webcheck bench latency}. */
@NullMarked
package dev.webcheck.bench.latency;

import org.jspecify.annotations.NullMarked;
