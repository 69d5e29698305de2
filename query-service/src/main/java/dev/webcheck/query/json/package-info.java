/** How values are written that more than one kind of answer has. */
@NullMarked
package dev.webcheck.query.json;

import org.jspecify.annotations.NullMarked;
