package dev.webcheck.store.read.completeness;

/**
 * What a sign told, and what was recorded when it was met in the log, in which all begins that it counts stand before it.
 *
 * @param told how many begins the instance had counted
 * @param recorded how many of its begins were recorded
 */
record Check(long told, long recorded) {

    long missing() {
        return Math.max(0, told - recorded);
    }
}
