package dev.webcheck.client.intercept;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.impl.io.ChunkedInputStream;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;
import org.jspecify.annotations.Nullable;

/** The body of a response as it comes from its connection, unchanged, which counts all that is read of it. */
final class ReceivedEntity extends HttpEntityWrapper {

    private final ResponseBody body;
    private @Nullable InputStream content;
    private @Nullable ReceivedStream counted;
    private @Nullable InputStream given;

    ReceivedEntity(HttpEntity entity, ResponseBody body) {
        super(entity);
        this.body = body;
    }

    /** The same stream each time, as the connection has one stream for a body. */
    @Override
    public InputStream getContent() throws IOException {
        InputStream present = super.getContent();
        InputStream known = given;
        if (known == null || present != content) {
            if (present == null) {
                return present;
            }
            ReceivedStream counting = new ReceivedStream(present, body);
            known = present instanceof ChunkedInputStream chunks ? new ReceivedChunks(chunks, counting) : counting;
            content = present;
            counted = counting;
            given = known;
        }
        return known;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        AbstractHttpEntity.writeTo(this, out);
    }

    /** Closing the entity of a connection is closing its stream. */
    @Override
    public void close() throws IOException {
        InputStream present = getContent();
        ReceivedStream counting = counted;
        if (present != null && counting != null && counting.readsToEndAtClose()) {
            counting.close();
        } else {
            super.close();
        }
    }
}
