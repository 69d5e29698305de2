package dev.webcheck.client.compact;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;

/** The names of fields that several events have. */
final class EventFields {

    static final SerializableString TYPE = new SerializedString("type");
    static final SerializableString ID = new SerializedString("id");
    static final SerializableString INSTANCE_ID = new SerializedString("instanceId");

    private EventFields() {}
}
