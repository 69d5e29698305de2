package dev.webcheck.correlation.batch;

import java.util.Set;
import java.util.UUID;

/**
 * Which of the open requests of an instance a batch may decide. All others keep their verdict, whatever the batch holds. Ids are in
 * the order of their bytes.
 *
 * @param instanceId the instance
 * @param above those above this id
 * @param below and below this one; none, unless it is the greater one
 * @param listed and these, wherever they are
 */
public record OpenRange(UUID instanceId, UUID above, UUID below, Set<UUID> listed) {}
