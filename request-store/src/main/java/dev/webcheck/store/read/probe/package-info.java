/** Whether the database can be asked: {@link dev.webcheck.store.read.probe.StoreProbe} is the door. */
@NullMarked
package dev.webcheck.store.read.probe;

import org.jspecify.annotations.NullMarked;
