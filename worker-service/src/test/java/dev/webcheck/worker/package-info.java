@NullMarked
package dev.webcheck.worker;

import org.jspecify.annotations.NullMarked;
