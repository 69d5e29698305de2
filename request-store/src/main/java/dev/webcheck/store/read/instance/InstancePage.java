package dev.webcheck.store.read.instance;

import java.util.List;
import java.util.Optional;

/**
 * A part of a list of instances. This record is immutable.
 *
 * @param instances the instances
 * @param next where the next page is to start below; empty on the last page
 */
public record InstancePage(List<RecordedInstance> instances, Optional<InstancePosition> next) {

    public InstancePage {
        instances = List.copyOf(instances);
    }
}
