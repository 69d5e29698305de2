@NullMarked
package dev.webcheck.correlation;

import org.jspecify.annotations.NullMarked;
