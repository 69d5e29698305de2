package dev.webcheck.bench.pipeline;

import dev.webcheck.event.Event;
import dev.webcheck.event.EventCodec;
import dev.webcheck.event.RequestEventsTopic;
import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;

/** Puts the events of one instance into records, as the SDK does. Not threadsafe. */
final class RecordPacker implements Consumer<Event> {

    /** Takes a record. */
    interface Sending {
        void send(byte[] key, byte[] value);
    }

    private final EventCodec codec;
    private final int eventsPerRecord;
    private final Sending sending;
    private final ByteArrayOutputStream array = new ByteArrayOutputStream();
    private byte[] key = new byte[0];
    private int events;

    RecordPacker(EventCodec codec, int eventsPerRecord, Sending sending) {
        this.codec = codec;
        this.eventsPerRecord = eventsPerRecord;
        this.sending = sending;
    }

    @Override
    public void accept(Event event) {
        key = RequestEventsTopic.key(event);
        byte[] json = codec.encode(event);
        if (eventsPerRecord == 1) {
            sending.send(key, json);
            return;
        }
        array.write(events == 0 ? '[' : ',');
        array.writeBytes(json);
        events++;
        if (events == eventsPerRecord) {
            flush();
        }
    }

    /** Sends the events that wait for others. */
    void flush() {
        if (events > 0) {
            array.write(']');
            sending.send(key, array.toByteArray());
            array.reset();
            events = 0;
        }
    }
}
