package dev.webcheck.store.read.request;

import java.util.List;

/**
 * What has become of requests between two snapshots. This record is immutable.
 *
 * @param requests those that are new or have changed, as they are now, by their ids
 * @param all whether these are all; else they are the newest
 * @param until the later snapshot
 */
public record RequestChanges(List<RecordedRequest> requests, boolean all, RequestSnapshot until) {

    public RequestChanges {
        requests = List.copyOf(requests);
    }
}
