package dev.webcheck.client.compact;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import java.util.UUID;

/**
 * What an instance says of itself in all its events.
 *
 * @param id its id
 * @param service its service
 */
record InstanceFields(SerializableString id, SerializableString service) {

    static InstanceFields of(UUID id, String service) {
        return new InstanceFields(new SerializedString(id.toString()), new SerializedString(service));
    }
}
