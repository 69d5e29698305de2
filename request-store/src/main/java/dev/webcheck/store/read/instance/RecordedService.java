package dev.webcheck.store.read.instance;

import java.time.Instant;
import java.util.Optional;

/**
 * A service and its instances. This record is immutable.
 *
 * @param name its name; empty for the instances that have not told theirs
 * @param alive how many of its instances live
 * @param presumedDead how many have been silent for longer than their lease
 * @param stopped how many have stopped, or were found dead
 * @param lastHeardAt when the latest event of one of them arrived, by the clock of the broker
 */
public record RecordedService(
        Optional<String> name, long alive, long presumedDead, long stopped, Instant lastHeardAt) {}
