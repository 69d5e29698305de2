/** How fast the API answers from a large database, beside the bare SQL. */
@NullMarked
package dev.webcheck.bench.query;

import org.jspecify.annotations.NullMarked;
