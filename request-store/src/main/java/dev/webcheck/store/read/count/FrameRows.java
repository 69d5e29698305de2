package dev.webcheck.store.read.count;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The fewest rows of counts that tell those of a frame. Of a day of which the frame has most hours, they are the day and the hours that
 * the frame has not, which are taken from it.
 *
 * @param days the days that are added
 * @param hours the hours that are added
 * @param lessHours the hours that are subtracted
 */
record FrameRows(List<Instant> days, List<Instant> hours, List<Instant> lessHours) {

    static FrameRows of(Frame frame) {
        FrameRows rows = new FrameRows(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        Frame.starts(TimeStep.DAY.floor(frame.from()), frame.to(), TimeStep.DAY).forEach(day -> rows.add(day, frame));
        return rows;
    }

    private void add(Instant day, Frame frame) {
        List<Instant> inside = new ArrayList<>();
        List<Instant> outside = new ArrayList<>();
        Frame.starts(day, day.plus(TimeStep.DAY.length()), TimeStep.HOUR)
                .forEach(hour -> (frame.contains(hour) ? inside : outside).add(hour));
        if (outside.size() + 1 < inside.size()) {
            days.add(day);
            lessHours.addAll(outside);
        } else {
            hours.addAll(inside);
        }
    }
}
