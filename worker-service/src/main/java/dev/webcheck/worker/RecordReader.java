package dev.webcheck.worker;

import dev.webcheck.correlation.rule.Arrival;
import dev.webcheck.event.Event;
import dev.webcheck.event.EventCodec;
import dev.webcheck.event.EventCodec.Element;
import dev.webcheck.event.EventTimes;
import dev.webcheck.event.InvalidEventException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What the records of the topic say: a tick, an event, or an array of events. */
@ApplicationScoped
class RecordReader {

    private static final byte[] NOTHING = new byte[0];

    private final EventCodec codec;
    private final Duration clockTolerance;

    RecordReader(EventCodec codec, WorkerSettings settings) {
        this.codec = codec;
        this.clockTolerance = settings.clockTolerance();
    }

    /**
     * Reads a record. What is neither an event nor a tick, or states a time that is too far after the broker's, is refused: an
     * element of an array by itself, without its neighbours.
     */
    void read(ConsumerRecord<byte[], byte[]> source, List<ReadRecord> understood, List<DeadLetter> refused) {
        Instant at = Instant.ofEpochMilli(source.timestamp());
        if (TickRecord.is(source)) {
            Arrival tick = new Arrival.OfTick(source.partition(), at, source.offset());
            understood.add(new ReadRecord(RecordPart.whole(source), tick));
            return;
        }
        byte[] value = source.value() == null ? NOTHING : source.value();
        List<Element> elements;
        try {
            elements = codec.decodeAll(value);
        } catch (InvalidEventException e) {
            refused.add(DeadLetter.unreadable(RecordPart.whole(source), e));
            return;
        }
        boolean isArray = EventCodec.isArray(value);
        for (int i = 0; i < elements.size(); i++) {
            Element element = elements.get(i);
            RecordPart part = isArray ? new RecordPart(source, i, element.slice()) : RecordPart.whole(source);
            try {
                understood.add(new ReadRecord(part, new Arrival.OfEvent(source.partition(), at, event(element, at))));
            } catch (InvalidEventException e) {
                refused.add(DeadLetter.unreadable(part, e));
            }
        }
    }

    private Event event(Element element, Instant at) {
        if (element instanceof Element.Invalid invalid) {
            throw invalid.reason();
        }
        Event event = ((Element.Valid) element).event();
        EventTimes.check(event, at.plus(clockTolerance));
        return event;
    }
}
