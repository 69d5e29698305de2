/** The bench {@code pipeline}: how fast a worker brings a backlog of the topic into the database. */
@NullMarked
package dev.webcheck.bench.pipeline;

import org.jspecify.annotations.NullMarked;
