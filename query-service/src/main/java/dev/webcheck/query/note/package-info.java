/** The routes of the notes that people write about incidents. */
@NullMarked
package dev.webcheck.query.note;

import org.jspecify.annotations.NullMarked;
