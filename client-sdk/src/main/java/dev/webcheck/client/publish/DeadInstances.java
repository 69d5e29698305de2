package dev.webcheck.client.publish;

import java.util.List;
import java.util.UUID;

/** Tells of the instances that have died and left their journals. Used by one thread. */
public final class DeadInstances {

    /** Publishes, and returns once all is acknowledged. */
    interface Publishing {
        void publish(UUID instanceId, List<byte[]> events) throws InterruptedException;
    }

    /** Publishes the next events of a dead instance, if there is one; true if there may be more. */
    boolean publishNext(Publishing publishing) throws InterruptedException {
        return false;
    }

    /** Leaves what is not published to another start. */
    void close() {}
}
