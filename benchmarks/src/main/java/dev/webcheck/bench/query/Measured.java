package dev.webcheck.bench.query;

/**
 * How long the same question took, asked as often both ways.
 *
 * @param api by the API
 * @param sql by SQL
 */
record Measured(Times api, Times sql) {}
