/** Where HttpClient is hooked into: from its execution chain to what is recorded. Internal to the SDK. */
@NullMarked
package dev.webcheck.client.intercept;

import org.jspecify.annotations.NullMarked;
