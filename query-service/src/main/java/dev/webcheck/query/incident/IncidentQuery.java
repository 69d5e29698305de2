package dev.webcheck.query.incident;

import dev.webcheck.correlation.Detector;
import dev.webcheck.query.parameter.Names;
import dev.webcheck.query.parameter.Paging;
import dev.webcheck.query.parameter.QueryParameters;
import dev.webcheck.query.parameter.TimeFrame;
import dev.webcheck.store.read.incident.IncidentFilter;
import dev.webcheck.store.read.incident.IncidentPosition;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which part of which list of incidents is wanted.
 *
 * @param filter which incidents
 * @param below only incidents below this position
 * @param limit how many at the most
 */
record IncidentQuery(IncidentFilter filter, Optional<IncidentPosition> below, int limit) {

    static final String DETECTOR = "detector";

    /** What can tell a death. */
    private static final List<Detector> DETECTORS = List.of(Detector.JOURNAL, Detector.LEASE, Detector.STOPPED);

    private static final String ALLOWED_DETECTORS =
            DETECTORS.stream().map(Detector::word).collect(Collectors.joining(", "));

    /** Reads a list; the rest of what is wrong with the parameters is reported with it. */
    static IncidentQuery of(QueryParameters parameters) {
        TimeFrame frame = TimeFrame.optional(parameters);
        IncidentQuery query = new IncidentQuery(
                new IncidentFilter(Names.service(parameters), detectors(parameters), frame.from(), frame.to()),
                Paging.cursor(parameters, IncidentCursor::decode),
                Paging.limitOfPage(parameters));
        parameters.throwIfWrong();
        return query;
    }

    private static Set<Detector> detectors(QueryParameters parameters) {
        Set<Detector> detectors = EnumSet.noneOf(Detector.class);
        for (String word : parameters.several(DETECTOR)) {
            DETECTORS.stream()
                    .filter(detector -> detector.word().equalsIgnoreCase(word))
                    .findFirst()
                    .ifPresentOrElse(
                            detectors::add,
                            () -> parameters.refuse(DETECTOR, word, "must be one of " + ALLOWED_DETECTORS));
        }
        return detectors;
    }
}
