package dev.webcheck.client.journal;

import java.util.OptionalInt;
import java.util.UUID;

/**
 * A request that had begun and not ended when its process died. Internal to the SDK.
 *
 * @param id its id
 * @param phase the last phase that was told, 0 to 255; empty if it is damaged
 */
public record LeftOpen(UUID id, OptionalInt phase) {}
