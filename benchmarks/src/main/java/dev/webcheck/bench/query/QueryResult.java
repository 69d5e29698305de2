package dev.webcheck.bench.query;

import java.util.Map;

/**
 * What was measured.
 *
 * @param rows how many requests the database has
 * @param tenth with a tenth of them, by question
 * @param all with all of them, by question
 * @param further with all of them, questions that no index answers
 * @param cold the longest in milliseconds after a restart of the database
 */
record QueryResult(
        long rows,
        Map<String, Measured> tenth,
        Map<String, Measured> all,
        Map<String, Measured> further,
        Map<String, Double> cold) {}
