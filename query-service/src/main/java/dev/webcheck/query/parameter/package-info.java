/**
 * The parameters that routes have in common. {@link dev.webcheck.query.parameter.QueryParameters} gathers what is wrong with those of
 * a request, so that one answer names all of it.
 */
@NullMarked
package dev.webcheck.query.parameter;

import org.jspecify.annotations.NullMarked;
