package dev.webcheck.worker;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What is sent to a channel, each record until the test acknowledges it. */
final class Sent {

    private final List<ProducerRecord<byte[], byte[]>> records = new CopyOnWriteArrayList<>();
    private final List<CompletableFuture<Void>> acknowledgements = new CopyOnWriteArrayList<>();

    @SuppressWarnings("unchecked")
    MutinyEmitter<ProducerRecord<byte[], byte[]>> emitter() {
        return (MutinyEmitter<ProducerRecord<byte[], byte[]>>) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {MutinyEmitter.class}, (self, method, arguments) -> {
                    CompletableFuture<Void> acknowledgement = new CompletableFuture<>();
                    acknowledgements.add(acknowledgement);
                    records.add((ProducerRecord<byte[], byte[]>) arguments[0]);
                    return Uni.createFrom().completionStage(acknowledgement);
                });
    }

    List<ProducerRecord<byte[], byte[]>> records() {
        return records;
    }

    void acknowledge(int record) {
        acknowledgements.get(record).complete(null);
    }

    void refuse(int record, Exception why) {
        acknowledgements.get(record).completeExceptionally(why);
    }
}
