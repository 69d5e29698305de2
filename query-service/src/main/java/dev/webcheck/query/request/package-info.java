/**
 * Requests, as lists, one by one, and by call: {@code /api/v1/requests}, {@code /api/v1/calls}. A list is read by {@link
 * dev.webcheck.query.request.FilterQuery}, and shown by {@link dev.webcheck.query.request.RequestJsonSerializer}.
 */
@NullMarked
package dev.webcheck.query.request;

import org.jspecify.annotations.NullMarked;
