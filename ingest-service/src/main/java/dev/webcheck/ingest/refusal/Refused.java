package dev.webcheck.ingest.refusal;

import java.util.List;

/** A request that is not taken, in words for its sender. */
public class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Refusal reason;
    private final transient List<Fault> faults;
    private final int invalidEvents;

    /**
     * Refuses a request.
     *
     * @param reason why
     * @param detail what is wrong with this very request, as sentences
     */
    public Refused(Refusal reason, String detail) {
        this(reason, detail, List.of(), 0);
    }

    private Refused(Refusal reason, String detail, List<Fault> faults, int invalidEvents) {
        super(detail);
        this.reason = reason;
        this.faults = faults;
        this.invalidEvents = invalidEvents;
    }

    /**
     * Refuses a batch for its events.
     *
     * @param detail how many are wrong
     * @param faults what is wrong with each, up to a bound
     * @param invalidEvents how many events are wrong
     * @return the refusal to throw
     */
    public static Refused invalid(String detail, List<Fault> faults, int invalidEvents) {
        return new Refused(Refusal.INVALID_EVENTS, detail, List.copyOf(faults), invalidEvents);
    }

    /**
     * Why the request is refused.
     *
     * @return the kind
     */
    public Refusal reason() {
        return reason;
    }

    /**
     * What is wrong with this very request.
     *
     * @return sentences
     */
    public String detail() {
        return String.valueOf(getMessage());
    }

    /**
     * Every fault that is listed.
     *
     * @return in the order of the events; empty unless events are invalid
     */
    public List<Fault> faults() {
        return faults;
    }

    /**
     * How many events are wrong.
     *
     * @return 0 unless the request is refused for its events
     */
    public int invalidEvents() {
        return invalidEvents;
    }
}
