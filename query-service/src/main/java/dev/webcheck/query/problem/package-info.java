/**
 * What is wrong, in the words of this API, as problem details (RFC 9457). {@link dev.webcheck.query.problem.Problems} is the door.
 */
@NullMarked
package dev.webcheck.query.problem;

import org.jspecify.annotations.NullMarked;
