@NullMarked
package dev.webcheck.store.write;

import org.jspecify.annotations.NullMarked;
