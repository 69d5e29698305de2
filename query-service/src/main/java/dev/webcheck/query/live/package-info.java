/** Requests as they come and change: {@code /api/v1/requests/live}, a stream of server-sent events. */
@NullMarked
package dev.webcheck.query.live;

import org.jspecify.annotations.NullMarked;
