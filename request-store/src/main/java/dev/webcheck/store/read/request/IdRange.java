package dev.webcheck.store.read.request;

import dev.webcheck.event.RequestIds;
import dev.webcheck.store.read.sql.Conditions;
import dev.webcheck.store.read.sql.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A range of ids: those that meet all bounds, in the order of the database.
 *
 * @param lowest bounds from below, which are part of it
 * @param below bounds from above, which are not
 */
record IdRange(List<UUID> lowest, List<UUID> below) {

    IdRange {
        lowest = List.copyOf(lowest);
        below = List.copyOf(below);
    }

    static IdRange of(RequestFilter filter) {
        return new IdRange(
                filter.from().map(RequestIds::lowest).stream().toList(),
                filter.to().map(RequestIds::lowest).stream().toList());
    }

    IdRange from(UUID id) {
        return new IdRange(with(lowest, id), below);
    }

    IdRange below(UUID id) {
        return new IdRange(lowest, with(below, id));
    }

    IdRange below(Optional<UUID> id) {
        return id.map(this::below).orElse(this);
    }

    /** Every condition on ids is one on the primary key. */
    String sql(Values values) {
        List<String> conditions = new ArrayList<>();
        lowest.forEach(id -> conditions.add("r.id >= " + values.add(id)));
        below.forEach(id -> conditions.add("r.id < " + values.add(id)));
        return conditions.isEmpty() ? "true" : String.join(" AND ", conditions);
    }

    /** The same of entities. */
    Conditions conditions() {
        Conditions conditions = new Conditions();
        lowest.forEach(id -> conditions.add("r.id >= %s", id));
        below.forEach(id -> conditions.add("r.id < %s", id));
        return conditions;
    }

    private static List<UUID> with(List<UUID> bounds, UUID bound) {
        List<UUID> more = new ArrayList<>(bounds);
        more.add(bound);
        return more;
    }
}
