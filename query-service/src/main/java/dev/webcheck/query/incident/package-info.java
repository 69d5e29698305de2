/** The deaths of instances: {@code /api/v1/incidents}. */
@NullMarked
package dev.webcheck.query.incident;

import org.jspecify.annotations.NullMarked;
