package dev.webcheck.store.read.incident;

import dev.webcheck.store.read.request.RequestPage;

/**
 * An incident with what was in flight. This record is immutable.
 *
 * @param incident the incident
 * @param requests the requests that were in flight, newest first; those of them whose end came late are not among them
 */
public record IncidentDetails(Incident incident, RequestPage requests) {}
