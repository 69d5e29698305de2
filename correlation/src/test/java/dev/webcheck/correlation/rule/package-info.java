@NullMarked
package dev.webcheck.correlation.rule;

import org.jspecify.annotations.NullMarked;
