/** Whether all is recorded: {@code /api/v1/completeness}. */
@NullMarked
package dev.webcheck.query.completeness;

import org.jspecify.annotations.NullMarked;
