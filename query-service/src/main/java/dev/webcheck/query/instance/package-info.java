/** Instances and services: {@code /api/v1/instances}, {@code /api/v1/services}. */
@NullMarked
package dev.webcheck.query.instance;

import org.jspecify.annotations.NullMarked;
