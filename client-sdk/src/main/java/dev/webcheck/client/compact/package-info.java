/**
 * The compact form of the events: written to the journal by the thread that sends a request, and turned into JSON by the one
 * that publishes. Internal to the SDK.
 */
@NullMarked
package dev.webcheck.client.compact;

import org.jspecify.annotations.NullMarked;
