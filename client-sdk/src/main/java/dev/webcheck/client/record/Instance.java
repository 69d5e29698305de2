package dev.webcheck.client.record;

import java.util.UUID;

/**
 * This run of this process, as all its events name it.
 *
 * @param id new at every start
 * @param service the service that it is a run of
 */
public record Instance(UUID id, String service) {}
