/**
 * Bounds the memory of answers: how many are being made, how many are streamed, and how many bytes wait for their readers. {@link
 * dev.webcheck.query.admission.Admission} is the door; {@code docs/adr/0023} has the reasons and figures.
 */
@NullMarked
package dev.webcheck.query.admission;

import org.jspecify.annotations.NullMarked;
