/** Exact counts: {@code /api/v1/websites}, {@code /api/v1/time-series}, {@code /api/v1/requests/frequent-website}. */
@NullMarked
package dev.webcheck.query.count;

import org.jspecify.annotations.NullMarked;
