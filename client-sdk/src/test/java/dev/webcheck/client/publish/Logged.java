package dev.webcheck.client.publish;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What the SDK logs while this is open. */
public final class Logged extends Handler implements AutoCloseable {

    private final Logger logger = Logger.getLogger("dev.webcheck.client");
    private final List<String> messages = new CopyOnWriteArrayList<>();

    public Logged() {
        logger.addHandler(this);
    }

    public List<String> messages() {
        return messages;
    }

    @Override
    public void publish(LogRecord logged) {
        messages.add(new SimpleFormatter().formatMessage(logged));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
    }
}
