package dev.webcheck.store.read.request;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of the table of instances, as far as lists of requests need it. It does not leave this package. */
@Entity
@Immutable
@Table(name = "instance")
@SuppressWarnings("NullAway.Init")
class InstanceRow {

    @Id
    UUID id;

    @Nullable String service;
}
