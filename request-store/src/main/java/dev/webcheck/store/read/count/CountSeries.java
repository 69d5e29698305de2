package dev.webcheck.store.read.count;

import java.util.List;

/**
 * The requests of a time frame, step by step and all together. This record is immutable.
 *
 * @param points a point for each step, the earliest first
 * @param total all of them; its percentiles are those of all their durations, not of the points
 */
public record CountSeries(List<TimePoint> points, RequestCounts total) {

    public CountSeries {
        points = List.copyOf(points);
    }
}
