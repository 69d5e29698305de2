/** The way of the benchmarks to a Webcheck whose events go nowhere: it has to stand where the SDK lets its publisher be seen. */
@NullMarked
package dev.webcheck.client;

import org.jspecify.annotations.NullMarked;
