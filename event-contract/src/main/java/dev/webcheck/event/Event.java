package dev.webcheck.event;

import java.util.UUID;

/**
 * One fact that an instance of the SDK tells.
 *
 * <p>The constructors of the events check every value and throw {@link InvalidEventException}, which names each wrong
 * field. Implementations are immutable and threadsafe.
 */
public sealed interface Event permits RequestBegin, RequestCompleted, InstanceSign {

    /**
     * The instance that this event tells of: one run of one process with the SDK in it.
     *
     * @return an id that is new at every start of the process
     */
    UUID instanceId();
}
