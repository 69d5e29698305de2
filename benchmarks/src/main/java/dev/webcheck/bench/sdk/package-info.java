/** What the SDK adds to a request, beside what others add: {@code ./webcheck bench sdk}. */
@NullMarked
package dev.webcheck.bench.sdk;

import org.jspecify.annotations.NullMarked;
