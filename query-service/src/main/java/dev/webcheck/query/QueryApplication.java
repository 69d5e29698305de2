package dev.webcheck.query;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** The process of this service. */
@QuarkusMain
public final class QueryApplication {

    /** For the container, which makes the one instance there is. */
    QueryApplication() {}

    /**
     * Starts it.
     *
     * @param args none are taken
     */
    public static void main(String... args) {
        MalformedRequests.lookAtAllAddresses();
        Quarkus.run(args);
    }
}
