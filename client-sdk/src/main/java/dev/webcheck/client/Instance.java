package dev.webcheck.client;

import java.util.UUID;

/**
 * This run of this process, as all its events name it.
 *
 * @param id new at every start
 * @param service the service that it is a run of
 */
record Instance(UUID id, String service) {}
