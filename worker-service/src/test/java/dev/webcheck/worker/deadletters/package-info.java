@NullMarked
package dev.webcheck.worker.deadletters;

import org.jspecify.annotations.NullMarked;
