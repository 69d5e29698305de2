/** What is recorded of a request: its begin, how far it has come, its end; and what the instance tells of itself. Internal to the SDK. */
@NullMarked
package dev.webcheck.client.record;

import org.jspecify.annotations.NullMarked;
