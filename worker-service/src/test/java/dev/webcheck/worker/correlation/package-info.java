@NullMarked
package dev.webcheck.worker.correlation;

import org.jspecify.annotations.NullMarked;
