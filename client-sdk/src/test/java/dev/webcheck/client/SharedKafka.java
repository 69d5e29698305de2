package dev.webcheck.client;

import dev.webcheck.local.EmbeddedKafka;

/** One broker for all tests that only need one that works. */
public final class SharedKafka {

    private static final EmbeddedKafka KAFKA = EmbeddedKafka.startTemporary();

    private SharedKafka() {}

    public static EmbeddedKafka get() {
        return KAFKA;
    }
}
