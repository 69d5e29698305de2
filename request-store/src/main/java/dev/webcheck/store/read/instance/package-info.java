/** The instances and their services. {@link dev.webcheck.store.read.instance.InstanceReader} is the door. */
@NullMarked
package dev.webcheck.store.read.instance;

import org.jspecify.annotations.NullMarked;
