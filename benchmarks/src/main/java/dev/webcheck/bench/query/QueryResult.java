package dev.webcheck.bench.query;

import java.util.Map;

/**
 * What was measured.
 *
 * @param rows how many requests the database has
 * @param before of a tenth of them, by question
 * @param warm of all of them
 * @param sql of all of them, without the API
 * @param cold the longest in milliseconds after a restart of the database
 */
record QueryResult(
        long rows,
        Map<String, Times> before,
        Map<String, Times> warm,
        Map<String, Times> sql,
        Map<String, Double> cold) {}
