package dev.webcheck.worker;

import io.smallrye.mutiny.Multi;
import io.smallrye.reactive.messaging.PublisherDecorator;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Ends the process when the broker will not have a consumer, or a record cannot be read: its channel brings nothing any more. */
@ApplicationScoped
class FailedChannels implements PublisherDecorator {

    private final ProcessEnd end;

    FailedChannels(ProcessEnd end) {
        this.end = end;
    }

    @Override
    public Multi<? extends Message<?>> decorate(
            Multi<? extends Message<?>> publisher, List<String> channelName, boolean isConnector) {
        return isConnector
                ? publisher
                        .onFailure()
                        .invoke(failure ->
                                end.because("the broker does not serve this consumer: " + Causes.said(failure)))
                : publisher;
    }
}
