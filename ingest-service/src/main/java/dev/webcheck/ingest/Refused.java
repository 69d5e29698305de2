package dev.webcheck.ingest;

import java.util.List;

/** A request that is not taken, in words for its sender. */
class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Refusal reason;
    private final transient List<Fault> faults;
    private final int invalidEvents;

    Refused(Refusal reason, String detail) {
        this(reason, detail, List.of(), 0);
    }

    private Refused(Refusal reason, String detail, List<Fault> faults, int invalidEvents) {
        super(detail);
        this.reason = reason;
        this.faults = faults;
        this.invalidEvents = invalidEvents;
    }

    static Refused invalid(String detail, List<Fault> faults, int invalidEvents) {
        return new Refused(Refusal.INVALID_EVENTS, detail, List.copyOf(faults), invalidEvents);
    }

    Refusal reason() {
        return reason;
    }

    String detail() {
        return String.valueOf(getMessage());
    }

    /** Every fault that is listed, in the order of the events; empty unless events are invalid. */
    List<Fault> faults() {
        return faults;
    }

    int invalidEvents() {
        return invalidEvents;
    }
}
